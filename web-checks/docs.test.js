// The page that shows the API to people, in a browser.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { openPage, startBrowser } from './browser.js';
import { startGateway } from './gateway.js';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let gateway;
let browser;
let api;

before(async () => {
  gateway = await startGateway();
  browser = await startBrowser();
  api = await (await fetch(`${gateway.url}/openapi.json`)).json();
});

after(async () => {
  await browser?.close();
  await gateway?.stop();
});

const operations = () => Object.values(api.paths).flatMap((path) => Object.values(path));

/** Opens the page, lets a test use it, and holds it to what no page may do. */
async function onPage(options, use) {
  const { context, page, complaints } = await openPage(browser, gateway.url, options);
  try {
    await page.goto(`${gateway.url}/docs`);
    await page.getByRole('heading', { name: 'Schemas', exact: true }).waitFor();
    await use(page);
    assert.deepEqual(complaints, []);
  } finally {
    await context.close();
  }
}

/** The tests of accessibility run past the page's policy, which lets no script of others in. */
async function violations(page) {
  await page.evaluate(AXE);
  const found = await page.evaluate(() => globalThis.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  }));
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html).join(' | ')}`);
}

const unfold = (page) => page.evaluate(() => document.querySelectorAll('details').forEach((each) => { each.open = true; }));

test('every operation, error, schema and example of the document is shown', async () => {
  await onPage({}, async (page) => {
    await unfold(page);
    const text = await page.locator('main').innerText();

    for (const operation of operations()) {
      await page.getByRole('heading', { name: operation.summary, exact: true }).waitFor();
      assert.equal(await page.locator(`nav a[href="#${operation.operationId}"]`).count(), 1, operation.operationId);
    }
    for (const error of Object.values(api['x-error-table'])) {
      assert.ok(text.includes(error.message), error.message);
    }
    for (const name of Object.keys(api.components.schemas)) {
      assert.equal(await page.locator(`#schema-${name}`).count(), 1, name);
    }
    for (const { summary } of Object.values(api.components.examples)) {
      assert.ok(text.includes(summary), summary);
    }
    assert.ok(!text.includes('undefined') && !text.includes('[object'), 'something is shown that is not text');
  });
});

test('every link within the page leads somewhere', async () => {
  await onPage({}, async (page) => {
    const dead = await page.evaluate(() => [...document.querySelectorAll('a[href^="#"]')]
      .map((link) => link.getAttribute('href')).filter((href) => !document.getElementById(href.slice(1))));
    const twice = await page.evaluate(() => {
      const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
      return ids.filter((id, index) => ids.indexOf(id) !== index);
    });

    assert.deepEqual(dead, []);
    assert.deepEqual(twice, []);
  });
});

test('an address with an operation opens there', async () => {
  const { context, page, complaints } = await openPage(browser, gateway.url);
  await page.goto(`${gateway.url}/docs#listHistory`);

  await page.waitForFunction(() => Math.abs(document.getElementById('listHistory')?.getBoundingClientRect().top) < 100);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('the settings are set, read and switched from the page', async () => {
  await onPage({}, async (page) => {
    await page.getByLabel('Access token for the requests of this page').fill('any-token');

    const put = page.locator('#configureWhatsApp');
    await put.getByText('Try it', { exact: true }).click();
    const body = JSON.parse(await put.getByLabel('Body (JSON)').inputValue());
    assert.ok(!('appSecret' in body) && !('userAccessToken' in body), 'secrets are not typed where they are shown');
    await put.getByLabel('appSecret').fill('any-app-secret');
    await put.getByLabel('userAccessToken').fill('any-user-access-token');
    await put.getByRole('button', { name: 'Send PUT' }).click();
    await put.getByText(/^201 after/).waitFor();
    assert.ok(!(await put.innerText()).includes('any-app-secret'));

    const get = page.locator('#readWhatsApp');
    await get.getByText('Try it', { exact: true }).click();
    await get.getByRole('button', { name: 'Send GET' }).click();
    await get.getByText(/^200 after/).waitFor();
    assert.match(await get.getByRole('status').innerText(), /"number": "\+1 555-061-2978"/);

    const dryRun = put.getByLabel('dryRun (query, optional)');
    await dryRun.selectOption('true');
    await put.getByRole('button', { name: 'Send PUT' }).click();
    await put.getByText(/^200 after/).waitFor();
    assert.match(await put.getByRole('status').innerText(), /"dryRun": true/);
  });
});

test('what is wrong with a try is said', async () => {
  const { context, page, complaints } = await openPage(browser, gateway.url);
  await page.goto(`${gateway.url}/docs`);
  const put = page.locator('#selectNumber');
  await put.getByText('Try it', { exact: true }).click();

  await put.getByLabel('Body (JSON)').fill('{');
  await put.getByRole('button', { name: 'Send PUT' }).click();
  await put.getByText('The body is not JSON').waitFor();
  assert.deepEqual(complaints, []);

  await put.getByLabel('Body (JSON)').fill('{"numberId": "1"}');
  await put.getByRole('button', { name: 'Send PUT' }).click();
  await put.getByText(/^401 after/).waitFor();
  await context.close();
});

for (const colorScheme of ['light', 'dark']) {
  test(`axe finds nothing, ${colorScheme}`, async () => {
    await onPage({ colorScheme }, async (page) => {
      assert.deepEqual(await violations(page), []);
      await unfold(page);
      assert.deepEqual(await violations(page), []);
    });
  });
}

test('a narrow screen needs no sideways scrolling', async () => {
  await onPage({ viewport: { width: 360, height: 740 } }, async (page) => {
    await unfold(page);
    const { scrollWidth, clientWidth } = await page.evaluate(() => ({
      scrollWidth: document.documentElement.scrollWidth, clientWidth: document.documentElement.clientWidth }));

    assert.ok(scrollWidth <= clientWidth, `${scrollWidth} > ${clientWidth}`);
    assert.deepEqual(await violations(page), []);
  });
});

test('the keyboard reaches the content past the navigation', async () => {
  await onPage({}, async (page) => {
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');

    assert.equal(await page.evaluate(() => document.activeElement.id), 'content');
  });
});
