// page.mjs PAGE.html: opens the page as its reader would and prints "ok NAME" or "not ok NAME: why".
import { chromium } from "playwright-core";
import axe from "axe-core";
import { pathToFileURL } from "node:url";

const address = pathToFileURL(process.argv[2]).href;
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, headless: true, args: flags });
let failed = 0;

function check(name, why) {
    console.log(why ? `not ok page: ${name}: ${why}` : `ok page: ${name}`);
    if (why) failed++;
}

// A page with its ears open: what it asks of the network, what it complains of.
async function open(options = {}, hash = "") {
    const context = await browser.newContext(options);
    const asked = [], complaints = [];
    await context.route("**/*", (route) => {
        const url = route.request().url();
        if (url.startsWith("file:") || url.startsWith("data:")) return route.continue();
        asked.push(url);
        return route.abort();
    });
    const page = await context.newPage();
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page.goto(address + hash);
    return { context, page, asked, complaints };
}

async function rowsLeadToWords() {
    const { context, page, asked, complaints } = await open();
    const links = await page.locator("a.w").count();
    let wrong = links ? "" : "no value links to words";
    for (let i = 0; i < links && !wrong; i += Math.ceil(links / 12)) {
        const link = page.locator("a.w").nth(i);
        const said = (await link.innerText()).replace(/[\s“”"]+/g, " ").trim();
        const target = await link.getAttribute("href");
        const there = await page.evaluate((id) => document.getElementById(id)?.textContent ?? null, target.slice(1));
        if (there === null) wrong = `${target} is nowhere`;
        else {
            await link.evaluate((element) => element.click());
            if ((await page.evaluate(() => location.hash)) === "") wrong = `${target} leaves no trace in the address`;
            const words = there.replace(/[\s“”"]+/g, " ").trim();
            const first = said.split(" ")[0];
            if (first && !words.includes(first) && !said.includes(words.split(" ")[0])) wrong = `"${said}" leads to "${words.slice(0, 60)}"`;
        }
    }
    check("rows lead to their words", wrong);
    await page.fill("#q", "battalions");
    await page.waitForTimeout(200);
    check("no request leaves", asked.length ? asked.join(" ") : "");
    check("no error in the console", complaints.length ? complaints.join(" | ") : "");
    await context.close();
}

async function deepLinkRestores() {
    const first = await open();
    const target = await first.page.locator("a.w").nth(1).getAttribute("href");
    await first.page.locator("a.w").nth(1).evaluate((element) => element.click());
    await first.page.locator("[data-verdict=conflict]").click();
    const hash = await first.page.evaluate(() => location.hash);
    const shown = await first.page.locator("#shown").innerText();
    await first.context.close();
    const second = await open({}, hash);
    await second.page.waitForTimeout(300);
    const again = await second.page.locator("#shown").innerText();
    const pressed = await second.page.locator("[data-verdict=conflict]").getAttribute("aria-pressed");
    check("a deep link restores the filter", pressed === "true" && shown === again ? "" : `${shown} became ${again} (${hash})`);
    const whole = await open({}, target);
    await whole.page.waitForTimeout(300);
    const seen = await whole.page.evaluate((id) => {
        const box = document.getElementById(id)?.getBoundingClientRect();
        return !!box && box.bottom > 0 && box.top < innerHeight;
    }, target.slice(1));
    check("a deep link shows its words", seen ? "" : `${target} is not in sight`);
    await second.context.close();
    await whole.context.close();
}

async function readableWithoutScript() {
    const { context, page } = await open({ javaScriptEnabled: false });
    const text = await page.locator("main").innerText();
    const wanted = ["conflict", "4,000 troops", "40000 troops", "four battalions"];
    const missing = wanted.filter((word) => !text.includes(word));
    check("all is readable without a script", missing.length ? `missing: ${missing.join(", ")}` : "");
    const tools = await page.locator(".tools").isVisible();
    check("without a script no dead control is shown", tools ? "the tools are there" : "");
    await context.close();
}

async function accessible(scheme) {
    const { context, page } = await open({ colorScheme: scheme });
    // the page's own policy forbids foreign scripts; the driver evaluates axe outside of it
    await page.evaluate(axe.source);
    const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    const serious = found.violations.filter((v) => v.impact === "serious" || v.impact === "critical");
    check(`axe-core finds no serious fault (${scheme})`, serious.map((v) => `${v.id}: ${v.nodes[0].target} (${v.nodes.length})`).join(" | "));
    await context.close();
}

for (const step of [rowsLeadToWords, deepLinkRestores, readableWithoutScript, () => accessible("light"), () => accessible("dark")])
    await step().catch((error) => check(step.name || "axe-core", String(error).split("\n")[0]));
await browser.close();
process.exit(failed ? 1 : 0);
