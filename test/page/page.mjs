// page.mjs PAGE.html HOSTILE.html [PICTURE.png]: opens the page as its reader would and prints "ok NAME" or "not ok NAME: why".
// With PICTURE it also takes the picture that the README shows.
import { chromium } from "playwright-core";
import axe from "axe-core";
import { pathToFileURL } from "node:url";

const [address, hostile] = process.argv.slice(2, 4).map((path) => pathToFileURL(path).href);
const picture = process.argv[4];
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, headless: true, args: flags });
let failed = 0;

function check(name, why) {
    console.log(why ? `not ok page: ${name}: ${why}` : `ok page: ${name}`);
    if (why) failed++;
}

// A page with its ears open: what it asks of the network, what it complains of.
async function open(options = {}, hash = "", where = address) {
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
    await page.goto(where + hash);
    return { context, page, asked, complaints };
}

// Every link of a row against the words it leads to: all pieces of them, or as many letters as the row shows.
function badLinks() {
    const plain = (text) => text.replace(/\s+/g, " ").trim();
    const wrong = [];
    const links = [...document.querySelectorAll("a.w")];
    for (const link of links) {
        const id = link.getAttribute("href").slice(1);
        const pieces = [document.getElementById(id), ...document.querySelectorAll(`[data-of="${id}"]`)];
        if (!pieces[0]) {
            wrong.push(`${id} is nowhere`);
            continue;
        }
        const range = document.createRange();
        range.setStartBefore(pieces[0]);
        range.setEndAfter(pieces[pieces.length - 1]);
        const there = plain(range.toString());
        const said = plain(link.textContent);
        const same = said.endsWith("\u2026") ? there.startsWith(said.slice(0, -1)) : there === said;
        if (!same) wrong.push(`"${said.slice(0, 60)}" leads to "${there.slice(0, 60)}"`);
    }
    return links.length ? wrong : ["no value links to words"];
}

async function rowsLeadToWords() {
    const { context, page, asked, complaints } = await open();
    const wrong = await page.evaluate(badLinks);
    check("every value of a row leads to its very words", wrong.slice(0, 3).join(" | "));
    const link = page.locator(".card .words a.w").first();
    const target = (await link.getAttribute("href")).slice(1);
    await link.click();
    const seen = await page.evaluate((id) => {
        const mark = document.getElementById(id), box = mark.getBoundingClientRect();
        const row = document.querySelector(".card.chosen")?.getBoundingClientRect();
        return {
            focused: document.activeElement === mark,
            lit: mark.classList.contains("on"),
            inSight: box.top > 0 && box.bottom < innerHeight,
            rowInSight: !!row && row.bottom > 0 && row.top < innerHeight,
            address: location.hash.startsWith("#" + id),
        };
    }, target);
    check("a click lights the words and keeps the row", Object.keys(seen).filter((key) => !seen[key]).join(", "));
    await page.keyboard.press("b");
    const back = await page.evaluate(() => document.activeElement?.classList.contains("card"));
    check("a key leads back to the row", back ? "" : "the row has no focus");
    await page.fill("#q", "battalions");
    await page.waitForTimeout(200);
    check("no request leaves", asked.join(" "));
    check("no error in the console", complaints.join(" | "));
    await context.close();
}

// Words of a report stay words: no element, no script, no address comes out of them.
async function hostileWordsStayWords() {
    const { context, page, asked, complaints } = await open({}, "", hostile);
    const found = await page.evaluate(() => ({
        scripts: document.scripts.length,
        foreign: document.querySelectorAll("main img, main iframe, main object, main form, main style, main link").length,
        handlers: [...document.querySelectorAll("*")].filter((one) => [...one.attributes].some((a) => /^on/i.test(a.name))).length,
        away: [...document.querySelectorAll("[href], [src]")].filter((one) => !(one.getAttribute("href") ?? "").startsWith("#")).length,
        ran: String(window.ran ?? ""),
        shown: document.querySelector("main").innerText.includes("<img src=x"),
    }));
    const fine = found.scripts === 1 && !found.foreign && !found.handlers && !found.away && !found.ran && found.shown;
    check("hostile words stay words", fine && !asked.length && !complaints.length ? "" : JSON.stringify({ ...found, asked, complaints }));
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

async function takePicture() {
    const { context, page } = await open({ viewport: { width: 1440, height: 900 } });
    await page.locator(".card .words a.w").first().click();
    await page.waitForTimeout(400);
    await page.screenshot({ path: picture });
    await context.close();
}

for (const step of [rowsLeadToWords, hostileWordsStayWords, deepLinkRestores, readableWithoutScript, () => accessible("light"), () => accessible("dark")])
    await step().catch((error) => check(step.name || "axe-core", String(error).split("\n")[0]));
if (picture) await takePicture();
await browser.close();
process.exit(failed ? 1 : 0);
