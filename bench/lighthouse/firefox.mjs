/* The pages of a served site in Firefox, with and without anchor positioning: what scrolls sideways, which cards cover
   the text or each other or reach below the page, which scripts fail; with pictures to look at.

     npm ci --ignore-scripts --prefix bench/lighthouse           (puppeteer-core comes with Lighthouse)
     apt-get install firefox-esr
     sitegen build --future && python -m http.server 8765 --directory output
     node bench/lighthouse/firefox.mjs http://127.0.0.1:8765/ [FOLDER FOR PICTURES]

   Exits with 1 where something is found. */
import { mkdirSync } from 'node:fs';
import puppeteer from 'puppeteer-core';

const [base, folder] = process.argv.slice(2);
const BRIEFINGS = ['briefings/great-quill-harbour-vote/', 'briefings/kessing-breakwater-ruling/'];
const PAGES = ['', ...BRIEFINGS, 'entities/great-quill/', 'entities/', 'entities/type/person/', 'quotes/', 'topics/', 'topics/harbours/',
  'archive/', 'archive/2026/06/', 'search/?q=ferry', 'about/', '404.html'];
const WIDTHS = [320, 390, 834, 1280];

const inspect = () => {
  const found = [], boxes = [...document.querySelectorAll('.who .card')].map(c => [c.id, c.getBoundingClientRect()]).filter(([, r]) => r.height);
  const text = document.querySelector('.text')?.getBoundingClientRect(), foot = document.querySelector('.foot')?.getBoundingClientRect();
  if (document.documentElement.scrollWidth > innerWidth) found.push('scrolls sideways');
  boxes.forEach(([id, a], n) => {
    if (innerWidth >= 800 && a.left < text.right - 1) found.push(`${id} is on the text`);
    if (a.bottom > foot.top + 1) found.push(`${id} is below the page`);
    boxes.slice(n + 1).forEach(([other, b]) => {
      if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1) found.push(`${id} covers ${other}`);
    });
  });
  // what is said to listeners only: where it shows, somebody could point at it
  document.querySelectorAll('.vh, .vh caption').forEach(e => {
    const r = e.getBoundingClientRect(), x = r.left + r.width / 2, y = r.top + r.height / 2;
    if (r.width > 2 && e.contains(document.elementFromPoint(x, y))) found.push(`shows: ${e.textContent.trim().slice(0, 30)}`);
  });
  if (location.search && !document.querySelector('.results > li')) found.push('the search finds nothing');
  return found;
};

let faults = 0;
if (folder) mkdirSync(folder, { recursive: true });
for (const anchors of [true, false]) {
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath: '/usr/bin/firefox-esr', headless: true,
    extraPrefsFirefox: { 'layout.css.anchor-positioning.enabled': anchors } });
  const page = await browser.newPage();
  page.on('pageerror', error => { faults++; console.log(`script: ${error}`) });
  for (const path of anchors ? PAGES : BRIEFINGS) for (const width of WIDTHS) {
    await page.setViewport({ width, height: 900 });
    await page.goto(base + path);
    await new Promise(done => setTimeout(done, path.includes('?') ? 1500 : 200));
    const found = await page.evaluate(inspect);
    faults += found.length;
    console.log(`${anchors ? 'anchors' : 'plain  '} ${String(width).padStart(4)} /${path} ${found.join('; ') || 'good'}`);
    const name = `${path.replace(/\W+/g, '-') || 'front'}-${width}${anchors ? '' : '-plain'}.png`;
    if (folder) await page.screenshot({ path: `${folder}/${name}`, fullPage: true });
  }
  await browser.close();
}
process.exit(faults ? 1 : 0);
