// page.mjs PAGE.html HOSTILE.html [PICTURE.png]: opens the page as its reader would and prints "ok NAME" or "not ok NAME: why".
// With PICTURE it also takes the picture that the README shows, and one of each view.
import { chromium } from "playwright-core";
import axe from "axe-core";
import { readFileSync, writeFileSync } from "node:fs";
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

// The first screen: what several reports say stands there with its words, and with how many origins may be behind them.
async function firstScreenAnswers() {
    const { context, page } = await open();
    const poor = await page.evaluate(() => [...document.querySelectorAll(".plain li:has(> p .agree) li")]
        .filter((row) => !/^and \d/.test(row.textContent) && !(row.querySelector("a.w, .r") && /\d origins?$/.test(row.textContent)))
        .map((row) => row.textContent));
    const rows = await page.locator(".plain li:has(> p .agree) li").count();
    check("what agrees is told with its words and origins", rows ? poor.slice(0, 2).join(" | ") : "nothing agrees");
    const parted = await page.locator(".plain li:has(> p .conflict) li").first().innerText();
    check("a conflict shows both sides", / or /.test(parted) ? "" : parted);
    await context.close();
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

// From the top: the conflict on troop numbers and its words; who said it first; what only one report says.
async function threeTasks() {
    const { context, page } = await open();
    const texts = async () => page.evaluate(() => document.querySelector(".m.on")?.textContent ?? "");
    await page.locator(".plain a", { hasText: "troops deployed" }).first().click();
    const card = page.locator(".card.chosen");
    const sides = await card.locator(".side").count();
    const first = await card.locator("li:has(> .from .first) .from").allInnerTexts();
    await card.locator(".side", { hasText: "40000" }).locator("blockquote a.w").click();
    check("task 1: the conflict on troop numbers and its words, in two clicks", sides > 1 && (await texts()) === "40000 troops" ? "" : `${sides} sides, lit: ${await texts()}`);
    check("task 2: who said it first, in one click", first.some((one) => one.includes("2025-03-11")) ? "" : first.join(" | "));
    await page.evaluate(() => scrollTo(0, 0));
    const only = page.locator('.plain a[href^="#only-"]').first(), id = (await only.getAttribute("href")).slice(1);
    await only.click();
    const seen = await page.evaluate((id) => {
        const box = document.getElementById(id).getBoundingClientRect();
        return box.top >= 0 && box.top < innerHeight && document.querySelectorAll(`#${id} ~ ul .row`).length > 0;
    }, id);
    check("task 3: what only one report says, in one click", seen ? "" : "it is not in sight");
    await context.close();
}

async function figuresShowWords() {
    const { context, page } = await open();
    const dot = page.locator(".card", { hasText: "40000 troops", has: page.locator(".dot") }).first().locator(".dot").last();
    await dot.scrollIntoViewIfNeeded();
    await dot.hover();
    await page.waitForTimeout(400);
    const tip = await page.locator(".hint").innerText();
    check("a figure that is pointed at shows its words", tip.includes("40000 troops") ? "" : tip);
    const near = await page.evaluate(() => document.querySelector(".body .near")?.textContent ?? "");
    check("and lights them in the texts", near === "40000 troops" ? "" : near);
    await page.keyboard.press("Escape");
    check("Escape takes the words away", (await page.locator(".hint").isVisible()) ? "they stay" : "");
    await page.evaluate(() => document.querySelector('.body .m.q[id^="d3-"]')?.scrollIntoView({ block: "center" }));
    await page.locator('.body .m.q[id^="d3-"]').first().hover();
    const rows = await page.locator(".row .near").count();
    check("words that are pointed at light their rows", rows > 0 ? "" : "no row is lit");
    await context.close();
}

async function filtersWork() {
    const { context, page } = await open();
    const visible = (selector) => page.evaluate((one) => [...document.querySelectorAll(one)].filter((row) => row.checkVisibility()).length, selector);
    await page.selectOption("#says", "denies");
    const rows = await visible(".matrix .row"), without = await visible(".matrix .row:not(:has(.denies))");
    check("the matrix can show only what one report denies", rows > 0 && !without ? "" : `${rows} rows, ${without} of them without`);
    await page.click("#reset");
    await page.selectOption("#report", "4");
    await page.check("#only");
    const alone = await visible(".row"), foreign = await visible('.row:not([data-r="4"])');
    check("only one report's own rows can be shown", alone > 0 && !foreign ? "" : `${alone} rows, ${foreign} of others`);
    const hash = await page.evaluate(() => location.hash);
    const again = await open({}, hash);
    check("the address keeps that view", (await again.page.locator("#only").isChecked()) && (await again.page.locator("#report").inputValue()) === "4" ? "" : hash);
    await again.context.close();
    await page.click("#reset");
    await page.selectOption("#act", "MOBILIZE");
    const acts = await page.evaluate(() => [...document.querySelectorAll(".row")].filter((row) => !row.hidden && row.dataset.act !== "MOBILIZE").length);
    check("one act can be shown alone", acts ? `${acts} rows of others` : "");
    await context.close();
}

async function viewIsExported() {
    const { context, page } = await open({ acceptDownloads: true });
    await page.click('[data-verdict="conflict"]');
    const take = async (id) => {
        const [file] = await Promise.all([page.waitForEvent("download"), page.click(id)]);
        return readFileSync(await file.path(), "utf8");
    };
    const json = JSON.parse(await take("#json"));
    const cards = json.rows.filter((row) => row.verdict === "conflict" && row.words.some((word) => /^d\d+-\d+-\d+$/.test(word.address)));
    check("the view goes out as JSON, each row with its addresses", cards.length && json.rows.every((row) => !row.verdict || row.verdict === "conflict") ? "" : `${cards.length} of ${json.rows.length} rows`);
    const csv = await take("#csv");
    const lines = csv.split("\r\n").filter((line) => line);
    check("and as CSV", lines[0].replace("\uFEFF", "") === "part,id,verdict,reports,text,evidence,words" && lines.length === json.rows.length + 1 ? "" : lines[0]);
    await context.close();
}

async function cellsAreNoFormulas() {
    const { context, page } = await open({ acceptDownloads: true }, "", hostile);
    const [file] = await Promise.all([page.waitForEvent("download"), page.click("#csv")]);
    const csv = readFileSync(await file.path(), "utf8");
    check("no cell of an export is a formula", /(^|,|\n)"?[=+@-]/.test(csv) ? csv.match(/.{30}(^|,|\n)"?[=+@-].{20}/s)?.[0] ?? "one is" : "");
    await context.close();
}

async function keyboardAlone() {
    const { context, page } = await open();
    const focus = () => page.evaluate(() => document.activeElement?.id ?? "");
    await page.keyboard.press("Tab");
    const skip = await page.evaluate(() => document.activeElement?.className);
    check("the first stop skips to the reports", skip === "skip" ? "" : skip);
    await page.keyboard.press("j");
    const one = await focus();
    await page.keyboard.press("j");
    const two = await focus();
    await page.keyboard.press("k");
    check("j and k walk the rows", one && two && one !== two && (await focus()) === one ? "" : `${one}, ${two}, ${await focus()}`);
    await page.keyboard.press("Enter");
    check("Enter opens the words of the row", (await page.locator(".m.on").count()) ? "" : "nothing is lit");
    await page.keyboard.press("b");
    check("b leads back", (await focus()) === one ? "" : await focus());
    await page.keyboard.press("/");
    check("/ opens the search", (await focus()) === "q" ? "" : await focus());
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    const help = await page.locator("dialog[open]").count();
    await page.keyboard.press("Escape");
    check("? tells the keys, Escape closes them", help === 1 && !(await page.locator("dialog[open]").count()) ? "" : "the help does not open and close");
    const dead = await page.evaluate(() => [...document.querySelectorAll("a, button, select, input")].filter((one) => one.checkVisibility() && one.tabIndex < 0).length);
    check("every control can be reached by keyboard", dead ? `${dead} cannot` : "");
    await page.keyboard.press("Shift+J");
    const part = await page.evaluate(() => document.activeElement?.matches("h1, h2, h3"));
    check("J goes to the next part", part ? "" : "no heading has the focus");
    await context.close();
}

async function rowHasItsAddress() {
    const { context, page } = await open({}, "#c-12");
    await page.waitForTimeout(200);
    const chosen = await page.evaluate(() => document.querySelector(".chosen")?.id);
    check("#c-12 opens claim 12", chosen === "c-12" ? "" : String(chosen));
    await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: { writeText: async (words) => (window.copied = words) } }));
    await page.keyboard.press("c");
    const copied = await page.evaluate(() => window.copied ?? "");
    check("its citation holds words, bytes and SHA-256", /bytes \d+\u2013\d+, SHA-256 [0-9a-f]{64}/.test(copied) && copied.includes("#c-12") ? "" : copied);
    await context.close();
}

// Lines for --review, from a row, a claim and a word; run.sh replays what is saved.
async function readerDecides() {
    const { context, page, complaints } = await open({ acceptDownloads: true });
    const choose = async (address, label) => {
        await page.evaluate((one) => (location.hash = "#" + one), address);
        await page.waitForTimeout(150);
        const options = await page.locator(".cite select option").allInnerTexts();
        const option = options.find((one) => one.startsWith(label));
        await page.locator(".cite select").selectOption({ label: option ?? label });
    };
    const claims = await page.locator(".ledger .row").evaluateAll((rows) => rows.map((row) => row.id));
    const card = await page.locator(".card").first().getAttribute("id");
    const names = await page.locator(".body .m.n[id]").evaluateAll((marks) => marks.filter((mark) => mark.className === "m n").map((mark) => mark.id));
    await choose(card, "reject this accord");
    await choose(claims[0], "note on this claim");
    await page.keyboard.type("seen by us");
    await choose(claims[1], "split this claim from");
    await choose(claims[2], "split from");
    await choose(names[0], "split it off");
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save" }).click()]);
    const lines = readFileSync(await file.path(), "utf8").trim().split("\n");
    const place = '\\S+@\\d+-\\d+ ".+"';
    const wanted = [`^reject accord \\w+ ${place}`, `^note claim ${place}: seen by us$`, `^split claim ${place} ${place}$`, `^split name ${place}$`];
    const fine = lines.length === wanted.length && wanted.every((one, i) => new RegExp(one).test(lines[i]));
    check("decisions gather as lines of a review", fine && !complaints.length ? "" : [...lines, ...complaints].join(" | "));
    const told = await page.locator(".review b").innerText();
    check("and are counted", told === "4 decisions" ? "" : told);
    if (process.env.REVIEW) writeFileSync(process.env.REVIEW, lines.join("\n") + "\n");
    await context.close();
}

async function mapShowsPlaces() {
    const { context, page, complaints } = await open();
    await page.evaluate(() => document.querySelector(".map").scrollIntoView());
    await page.waitForSelector(".map svg");
    const found = await page.evaluate(() => {
        const spot = (name, shape) => [...document.querySelectorAll(`.map .${shape}`)].find((one) => one.querySelector("title").textContent.startsWith(name));
        return { area: !!spot("Latvia", "area")?.querySelector("path")?.getAttribute("d"), point: !!spot("Pskov", "point")?.querySelector("circle"), land: document.querySelector(".map .land").getAttribute("d").length > 1000 };
    });
    check("a state is an area and a town a point", Object.values(found).every((one) => one) ? "" : JSON.stringify(found));
    const link = page.locator(".map .point").first();
    await link.focus();
    await page.keyboard.press("Enter");
    check("a place of the map leads to its row", (await page.evaluate(() => document.activeElement?.closest(".places .row") !== null)) ? "" : "its row has no focus");
    check("the map draws without complaint", complaints.join(" | "));
    await context.close();
}

async function phoneFits() {
    for (const javaScriptEnabled of [true, false]) {
        const { context, page } = await open({ viewport: { width: 390, height: 844 }, javaScriptEnabled });
        await page.waitForTimeout(300);
        const width = javaScriptEnabled ? await page.evaluate(() => document.documentElement.scrollWidth) : (await page.locator("html").evaluate((one) => one.scrollWidth).catch(() => 390));
        check(`nothing is wider than a phone (${javaScriptEnabled ? "with" : "without"} a script)`, width <= 390 ? "" : `${width} pixels`);
        await context.close();
    }
}

async function printsDossier() {
    const { context, page } = await open();
    await page.emulateMedia({ media: "print" });
    const found = await page.evaluate(() => ({
        bar: document.querySelector(".bar").checkVisibility(),
        note: getComputedStyle(document.querySelector(".card .words .w"), "::after").content,
        texts: document.querySelector(".texts").checkVisibility(),
        bare: [...document.querySelectorAll(".rows a.w")].filter((a) => !/#d\d+-\d+-\d+/.test(getComputedStyle(a, "::after").content)).length,
    }));
    const pdf = await page.pdf({ format: "A4" });
    check("print gives a dossier with the addresses of its words", !found.bar && found.texts && !found.bare && /#d\d/.test(found.note) && pdf.length > 50000 ? "" : JSON.stringify(found));
    await context.close();
}

async function manifestIsWhole() {
    const { context, page } = await open({ javaScriptEnabled: false });
    const text = await page.locator(".manifest").innerText();
    const digests = text.match(/[0-9a-f]{64}/g) ?? [];
    const reports = await page.locator(".texts > .jump .r").count();
    check("the manifest has a digest for each report and for what read them", digests.length > reports ? "" : `${digests.length} digests, ${reports} reports`);
    await context.close();
}

async function noIdTwice() {
    const { context, page } = await open();
    const found = await page.evaluate(() => {
        const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
        const dead = [...document.querySelectorAll('main a[href^="#"]')].map((link) => link.getAttribute("href").slice(1)).filter((id) => !document.getElementById(id));
        return { twice: ids.filter((id, i) => ids.indexOf(id) !== i), dead };
    });
    check("every address stands once, and every link has its end", found.twice.length || found.dead.length ? JSON.stringify({ twice: found.twice.slice(0, 3), dead: found.dead.slice(0, 3) }) : "");
    await context.close();
}

async function accessible(scheme, viewport = { width: 1440, height: 900 }) {
    const { context, page } = await open({ colorScheme: scheme, viewport });
    await page.evaluate(() => document.querySelector(".map").scrollIntoView());
    await page.waitForSelector(".map svg");
    await page.locator(".card .words a.w").first().evaluate((link) => link.click());
    await page.locator(".cite select").selectOption({ index: 1 });
    // the page's own policy forbids foreign scripts; the driver evaluates axe outside of it
    await page.evaluate(axe.source);
    const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
    check(`axe-core finds no fault (${scheme}, ${viewport.width} pixels)`, found.violations.map((v) => `${v.id}: ${v.nodes[0].target} (${v.nodes.length})`).join(" | "));
    await context.close();
}

// The picture of the README, and beside it one of each view: page.png, page-matrix.png ...
async function takePictures() {
    const beside = (name) => picture.replace(/\.png$/, `-${name}.png`);
    const wide = await open({ viewport: { width: 1440, height: 900 } });
    await wide.page.locator(".card .words a.w").first().click();
    await wide.page.waitForTimeout(400);
    await wide.page.screenshot({ path: picture });
    await wide.page.keyboard.press("Escape");
    for (const name of ["matrix", "scales", "timeline", "places", "lineage"]) {
        await wide.page.evaluate((one) => document.querySelector("." + one).scrollIntoView(), name);
        await wide.page.waitForTimeout(300);
        await wide.page.screenshot({ path: beside(name), clip: { x: 0, y: 0, width: 866, height: 900 } });
    }
    await wide.context.close();
    for (const [name, options] of [["phone", { viewport: { width: 390, height: 844 } }], ["dark", { colorScheme: "dark", viewport: { width: 1440, height: 900 } }]]) {
        const { context, page } = await open(options);
        await page.screenshot({ path: beside(name) });
        await context.close();
    }
}

const steps = [
    firstScreenAnswers, rowsLeadToWords, threeTasks, figuresShowWords, filtersWork, viewIsExported, cellsAreNoFormulas, keyboardAlone, rowHasItsAddress, readerDecides, mapShowsPlaces,
    phoneFits, printsDossier, manifestIsWhole, noIdTwice, hostileWordsStayWords, deepLinkRestores, readableWithoutScript,
    () => accessible("light"), () => accessible("dark"), () => accessible("light", { width: 390, height: 844 }),
];
for (const step of steps) await step().catch((error) => check(step.name || "axe-core", String(error).split("\n")[0]));
if (picture) await takePictures();
await browser.close();
process.exit(failed ? 1 : 0);
