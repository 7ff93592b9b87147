import type { AddressInfo } from 'node:net';
import { gatewayApplication } from '../../src/modules/gateway/testing/gateway-application.js';
import { waitFor } from '#test/wait-for';
import { Browser, chromium, type View } from './browser.js';

if (!chromium) console.warn('The pages are not opened in a browser: there is no chromium on the PATH.');
const inBrowser = chromium ? it : it.skip;

const WIDE: View = { width: 1200, height: 900 };
const PHONE: View = { width: 390, height: 800 };

let gateway: Awaited<ReturnType<typeof gatewayApplication>>;
let origin: string;
beforeAll(async () => {
  gateway = await gatewayApplication();
  await gateway.app.listen(0, '127.0.0.1');
  origin = `http://127.0.0.1:${(gateway.app.getHttpServer().address() as AddressInfo).port}`;
});
afterAll(() => gateway.app.close());

let browser: Browser | undefined;
afterEach(() => browser?.close());

/** The page has asked nobody but us, has not broken its own policy, and fits its window. */
async function isSound(page: Browser): Promise<void> {
  expect(page.requests.filter((url) => !url.startsWith(`${origin}/`) && !url.startsWith('data:'))).toEqual([]);
  expect(page.complaints).toEqual([]);
  expect(await page.ask('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
}

inBrowser.each([
  ['wide and light', WIDE],
  ['wide and dark', { ...WIDE, isDark: true }],
  ['narrow and dark', { ...PHONE, isDark: true }],
])('the reference shows every operation from our origin alone, %s', async (_, view) => {
  const { paths } = (await gateway.app.inject({ url: '/openapi.json' })).json<{ paths: Record<string, object> }>();
  const operations = Object.values(paths).flatMap((path) => Object.keys(path)).length;
  browser = await Browser.open();
  await browser.show(`${origin}/docs`, view);
  await waitFor(async () => {
    const shown = await browser!.ask<number>('document.querySelectorAll(".opblock").length');
    return shown === operations ? undefined : `${shown} of ${operations} operations are shown`;
  });
  expect(await browser.ask('document.documentElement.classList.contains("dark-mode")')).toBe(view.isDark ?? false);
  await isSound(browser);
});

inBrowser('an operation can be tried from the page, and the browser keeps nothing of it', async () => {
  browser = await Browser.open();
  await browser.show(`${origin}/docs`, WIDE);
  const click = (selector: string) => async () => {
    const found = await browser!.ask(
      `(() => { const it = document.querySelector('${selector}'); it?.click(); return !!it; })()`,
    );
    return found ? undefined : `there is no ${selector}`;
  };
  await waitFor(click('#operations-users-usersMe .opblock-summary-control'));
  await waitFor(click('#operations-users-usersMe .try-out__btn'));
  await waitFor(click('#operations-users-usersMe .execute'));
  await waitFor(async () => {
    const text = await browser!.ask<string>('document.querySelector(".live-responses-table")?.innerText ?? ""');
    return text.includes('auth.token-missing') ? undefined : `the answer is ${text || 'not there'}`;
  });
  expect(await browser.ask('localStorage.length + sessionStorage.length')).toBe(0);
});

inBrowser.each([
  ['wide and light', WIDE],
  ['narrow and dark', { ...PHONE, isDark: true }],
])('the front page has one click to the reference, %s', async (_, view) => {
  browser = await Browser.open();
  await browser.show(origin, view);
  await waitFor(async () =>
    (await browser!.ask('document.querySelector(".button")?.href')) ? undefined : 'no button',
  );
  await isSound(browser);
  await browser.ask('document.querySelector(".button").click()');
  await waitFor(async () => ((await browser!.ask('location.pathname')) === '/docs' ? undefined : 'not there yet'));
});
