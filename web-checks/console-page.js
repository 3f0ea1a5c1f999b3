// A browser on the console, and what holds for every view of it.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { openPage } from './browser.js';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const SCREENSHOTS = fileURLToPath(new URL('target/screenshots/', import.meta.url));
const WIDE = { width: 1000, height: 760 };
const NARROW = { width: 360, height: 740 };

/** What the browser itself writes to its console about an answer that is none of 2xx; the address is not in the text. */
const ANSWERED = /^console: Failed to load resource: the server responded with a status of (\d+)/;

/** The two accounts and the one that takes its time, of the sandbox. */
export const FIVE_NUMBERS = '200000000000005';
export const SLOW = '200000000000060';

/** Nobody else's environment. */
export function newEnvironment() {
  return randomUUID();
}

/** The address of an environment's settings at a gateway. */
export function whatsApp(gateway, environment, rest = '') {
  return `${gateway.url}/v1/environments/${environment}/notificationsSettings/instantMessagingDeliverySettings/whatsApp${rest}`;
}

/** Calls the API as any other client would. */
export async function call(gateway, method, url, body, headers = {}) {
  const answer = await fetch(url, {
    method,
    headers: { Authorization: 'Bearer somebody-else', 'Content-Type': 'application/json', ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return { status: answer.status, document: answer.status === 204 ? null : await answer.json() };
}

/** Settings that anybody may send to the sandbox. */
export function settings(account, ...numbers) {
  return {
    provider: 'CUSTOM_WHATSAPP',
    whatsAppAccountBusinessId: account,
    appId: '263386889724299',
    appSecret: 'any-app-secret',
    userAccessToken: 'any-user-access-token',
    numbers: numbers.map((numberId) => ({ selected: true, numberId })),
  };
}

/**
 * Opens the console.
 *
 * @param fragment which view
 * @returns the page with what it must not do remembered, and all requests that it has made
 */
export async function openConsole(browser, gateway, fragment = '#/', options = {}) {
  const { context, page, complaints } = await openPage(browser, gateway.url, { viewport: WIDE, ...options });
  const requests = [];
  page.on('request', (request) => requests.push(request));
  page.setDefaultTimeout(15_000);
  await page.goto(`${gateway.url}/console${fragment}`);
  return { context, page, complaints, requests };
}

/** Opens the console and signs in with one click. */
export async function openSignedIn(browser, gateway, fragment, options) {
  const opened = await openConsole(browser, gateway, fragment, options);
  await signIn(opened.page);
  return opened;
}

export async function signIn(page) {
  await page.getByRole('button', { name: 'Sign in to the sandbox' }).click();
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor({ state: 'detached' });
}

/** Waits until a view has loaded what it shows. */
export async function loaded(page, title) {
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await page.locator('.content:not([aria-busy])').waitFor();
}

/**
 * Nothing that a page must not do was done.
 *
 * @param provoked the statuses of answers, and texts, that a test has brought about on purpose
 */
export function assertNoComplaints(complaints, ...provoked) {
  assert.deepEqual(
    complaints.filter((complaint) => {
      const status = ANSWERED.exec(complaint)?.[1];
      return !provoked.some((one) => (typeof one === 'number' ? status === String(one) : complaint.includes(one)));
    }),
    [],
  );
}

/** Looks at a view in both colour schemes and at the narrowest width, with axe-core, and keeps pictures of it. */
export async function inspect(page, name) {
  await mkdir(SCREENSHOTS, { recursive: true });
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await assertAccessible(page, `${name}, ${colorScheme}`);
    await page.screenshot({ path: `${SCREENSHOTS}${name}-${colorScheme}.png`, fullPage: true });
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.setViewportSize(NARROW);
  await assertFits(page, name);
  await assertAccessible(page, `${name}, narrow`);
  await page.screenshot({ path: `${SCREENSHOTS}${name}-narrow.png`, fullPage: true });
  await page.setViewportSize(WIDE);
}

async function assertFits(page, name) {
  const { wide, shown } = await page.evaluate(() => ({
    wide: Math.max(document.documentElement.scrollWidth, ...[...document.querySelectorAll('dialog')].map((one) => one.scrollWidth)),
    shown: document.documentElement.clientWidth,
  }));
  assert.ok(wide <= shown, `${name} is ${wide} pixels wide where ${shown} are shown`);
}

async function assertAccessible(page, name) {
  if (!(await page.evaluate('typeof axe === "object"'))) {
    await page.evaluate(AXE);
  }
  const { violations } = await page.evaluate((tags) => globalThis.axe.run(document, { runOnly: tags }), RULES);
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('; ')}`);
  assert.deepEqual(told, [], name);
}

/** No text is anywhere where it would outlive the page or be seen by somebody. */
export async function assertNowhere(page, requests, gateway, ...texts) {
  const kept = await page.evaluate(() =>
    JSON.stringify([
      document.documentElement.outerHTML,
      [...document.querySelectorAll('input')].map((input) => input.value),
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      location.href,
      history.state,
    ]),
  );
  for (const text of texts) {
    assert.ok(!kept.includes(text), `${text} is in the page`);
    assert.ok(!requests.some((request) => request.url().includes(text)), `${text} is in an address`);
    assert.ok(!gateway.log.includes(text), `${text} is in the log`);
  }
}
