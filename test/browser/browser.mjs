// browser.mjs URL: `arrian serve` as its reader would use it; prints "ok NAME" or "not ok NAME: why".
import { chromium } from "playwright-core";
import axe from "axe-core";

const address = process.argv[2];
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, headless: true, args: flags });
const pages = ["/", "/search?q=ferry", "/search?verdict=conflict", "/y1", "/d1", "/c2", "/a1", "/e1"];
let failed = 0;

function check(name, why) {
    console.log(why ? `not ok browser: ${name}: ${why}` : `ok browser: ${name}`);
    if (why) failed++;
}

async function open(options = {}) {
    const context = await browser.newContext(options);
    const complaints = [];
    const page = await context.newPage();
    page.on("console", (message) => message.type() === "error" && !message.text().includes("favicon") && !message.location().url.endsWith("/favicon.ico") && complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("request", (request) => request.url().startsWith(address) || complaints.push("asks " + request.url()));
    return { context, page, complaints };
}

// From the first page to the words of a conflict, by keyboard alone.
async function byKeyboard() {
    const { context, page, complaints } = await open();
    await page.goto(address);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.type("four battalions");
    await page.keyboard.press("Enter");
    await page.waitForURL(/search/);
    check("a search by keyboard", (await page.locator("tbody tr").count()) > 3 ? "" : "no results");
    await page.locator("aside a", { hasText: "claim" }).first().focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/kind=claim/);
    const kinds = await page.locator("tbody tr td:nth-child(2)").allTextContents();
    check("a facet narrows it", kinds.length && kinds.every((kind) => kind === "claim") ? "" : kinds.join(" "));
    check("the facet is said to be chosen", (await page.locator("aside [aria-current=true]").count()) === 1 ? "" : "it is not");
    await page.locator("tbody a").first().focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/c\d+$/);
    const marked = await page.locator("mark").allTextContents();
    check("a claim shows its words in their sentence", marked.length && marked[0].trim() ? "" : "no mark");
    await page.goBack();
    check("the way back keeps the search", (await page.inputValue("input[type=search]")) === "four battalions" ? "" : "it is gone");
    check("nothing is asked of others, nothing complains", complaints.join("; "));
    await context.close();
}

async function threeClicks() {
    const { context, page } = await open();
    await page.goto(address);
    await page.getByRole("row", { name: /battalions/ }).getByRole("link").first().click();
    await page.getByRole("row", { name: /conflict/ }).getByRole("link").first().click();
    const words = await page.locator("tbody tr").count();
    check("two clicks to the words in conflict", words >= 2 && /^\/a\d+$/.test(new URL(page.url()).pathname) ? "" : page.url());
    await context.close();
}

async function hostile() {
    const { context, page, complaints } = await open();
    for (const path of ["/", "/search?q=script", "/search?q=%3Cscript%3Ewindow.ran%3D1%3C/script%3E", "/search?kind=report"]) {
        await page.goto(address + path);
        const ran = await page.evaluate(() => [window.ran, document.querySelectorAll("script, img, iframe").length]);
        check(`words are only words: ${path}`, ran[0] || ran[1] ? ran.join(" ") : "");
    }
    check("hostile words: nothing complains", complaints.join("; "));
    await context.close();
}

async function forAll() {
    for (const [name, options] of [["light", { colorScheme: "light" }], ["dark", { colorScheme: "dark" }], ["phone", { viewport: { width: 390, height: 844 } }]]) {
        const { context, page, complaints } = await open({ ...options, bypassCSP: true });
        for (const path of pages) {
            await page.goto(address + path);
            await page.addScriptTag({ content: axe.source });
            const found = await page.evaluate(() => axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
            check(`axe, ${name}: ${path}`, found.violations.map((v) => `${v.id} (${v.nodes[0].html.slice(0, 80)})`).join("; "));
            const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
            check(`no wider than the window, ${name}: ${path}`, wide > 1 ? `${wide} px more` : "");
        }
        check(`${name}: nothing complains`, complaints.join("; "));
        await context.close();
    }
}

for (const task of [byKeyboard, threeClicks, hostile, forAll]) {
    try {
        await task();
    } catch (error) {
        check(task.name, String(error).split("\n")[0]);
    }
}
await browser.close();
process.exit(failed ? 1 : 0);
