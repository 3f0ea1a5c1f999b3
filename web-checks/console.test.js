// The console in a real browser, on the packaged application: what people do with it, and what must never happen in it.
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { after, before, describe, test } from 'node:test';
import { startBrowser } from './browser.js';
import {
  FIVE_NUMBERS,
  SLOW,
  assertNoComplaints,
  assertNowhere,
  call,
  inspect,
  loaded,
  newEnvironment,
  openConsole,
  openSignedIn,
  settings,
  signIn,
  whatsApp,
} from './console-page.js';
import { startGateway } from './gateway.js';

const MOST_BYTES = 100_000;
const TOKEN_LIFETIME_S = 5;

let browser;
let gateway;

before(async () => {
  browser = await startBrowser();
  gateway = await startGateway('--sandbox-verification-delay', '8s', '--sandbox-token-lifetime', `${TOKEN_LIFETIME_S}s`);
});

after(async () => {
  await browser?.close();
  await gateway?.stop();
});

async function withPage(opening, journey) {
  const opened = await opening;
  try {
    await journey(opened);
  } finally {
    await opened.context.close();
  }
}

function signedIn(fragment, journey) {
  return withPage(openSignedIn(browser, gateway, fragment), journey);
}

/** An environment whose account has five numbers. */
async function fiveNumbers(...selected) {
  const environment = newEnvironment();
  const { status } = await call(gateway, 'PUT', whatsApp(gateway, environment), settings(FIVE_NUMBERS, ...selected));
  assert.equal(status, 201);
  return environment;
}

async function selectedOf(environment) {
  const { document } = await call(gateway, 'GET', whatsApp(gateway, environment), undefined, { 'Cache-Control': 'no-cache' });
  return document.numbers.find(({ selected }) => selected)?.verifiedName;
}

function card(page, name) {
  return page.locator('.number').filter({ hasText: name });
}

function changesSent(requests) {
  return requests.filter(
    (request) => ['PUT', 'POST', 'DELETE'].includes(request.method()) && !request.url().includes('dryRun'),
  );
}

describe('first set-up', () => {
  test('a newcomer sets up an account without typing anything', async () => {
    // A gateway of its own: nothing is set up there.
    const fresh = await startGateway();
    try {
      await withPage(openConsole(browser, fresh), async ({ page, complaints, requests }) => {
        await inspect(page, 'sign-in');
        await signIn(page);
        await page.getByRole('heading', { name: 'Nothing is set up yet' }).waitFor();
        await inspect(page, 'environments-none');
        await page.getByRole('link', { name: 'Set up an example environment' }).click();
        await loaded(page, 'Set up WhatsApp');
        await page.getByRole('button', { name: 'One number' }).click();
        await page.getByText('No objections so far.').waitFor();
        await inspect(page, 'set-up');
        await page.getByRole('button', { name: 'Set up', exact: true }).click();

        await loaded(page, 'Numbers');
        await page.getByText('Messages are sent from Test Number').waitFor();
        assert.equal(await card(page, 'Test Number').getByText('In use now').count(), 1);
        await inspect(page, 'numbers-one');
        assert.equal(changesSent(requests).length, 1);
        assertNoComplaints(complaints, 404);
      });
    } finally {
      await fresh.stop();
    }
  });

  test('secrets leave the page once, with the change, and are nowhere afterwards', async () => {
    const environment = newEnvironment();
    await signedIn(`#/environments/${environment}/set-up`, async ({ page, requests }) => {
      const secrets = ['app-secret-3b0f8a52', 'user-access-c41d9e77'];
      await page.getByLabel('WhatsApp business account id').fill(FIVE_NUMBERS);
      await page.getByLabel('Meta app id').fill('263386889724299');
      await page.getByLabel('App secret').pressSequentially(secrets[0]);
      await page.getByLabel('User access token').pressSequentially(secrets[1]);
      await page.getByText('No objections so far.').waitFor();
      for (const label of ['App secret', 'User access token']) {
        assert.equal(await page.getByLabel(label).getAttribute('type'), 'password');
      }
      await page.getByRole('button', { name: 'Set up', exact: true }).click();
      await loaded(page, 'Numbers');

      const carrying = requests.filter((request) => secrets.some((secret) => (request.postData() ?? '').includes(secret)));
      assert.deepEqual(carrying, changesSent(requests));
      assert.equal(carrying.length, 1);
      await assertNowhere(page, requests, gateway, ...secrets, 'console-with-sandbox');
      await page.goBack();
      await page.getByLabel('App secret').waitFor();
      await assertNowhere(page, requests, gateway, ...secrets);
    });
  });

  test('what is typed is checked with the messages of the API', async () => {
    const environment = newEnvironment();
    await signedIn(`#/environments/${environment}/set-up`, async ({ page, complaints, requests }) => {
      const account = page.getByLabel('WhatsApp business account id');
      await account.fill('10779 4359');
      const { document } = await call(gateway, 'PUT', `${whatsApp(gateway, environment)}?dryRun=true`, {
        ...settings('10779 4359'),
        numbers: [{ selected: true, number: 'call me' }],
      });
      const message = (target) => document.details.find((detail) => detail.target === target).message;
      await page.getByText(message('whatsAppAccountBusinessId')).waitFor();
      assert.equal(await account.getAttribute('aria-invalid'), 'true');
      assert.match(await account.getAttribute('aria-describedby'), /error/);
      // What nobody has come to yet is not complained about.
      assert.equal(await page.getByText('appId is required.').count(), 0);

      await page.getByLabel('Number to send from').fill('call me');
      await page.getByText(message('numbers[0].number')).waitFor();
      await page.getByRole('button', { name: 'Set up', exact: true }).click();
      await page.getByText('appSecret is required.').waitFor();
      await inspect(page, 'set-up-faults');
      assert.equal(await page.evaluate(() => document.activeElement.id), 'field-account');
      // The next check does not hide what is still missing.
      await page.getByLabel('Number to send from').fill('+1 555-010-0001');
      await page.getByText(message('numbers[0].number')).waitFor({ state: 'detached' });
      await page.getByText('appSecret is required.').waitFor();

      await account.fill(FIVE_NUMBERS);
      await page.getByText(message('whatsAppAccountBusinessId')).waitFor({ state: 'detached' });
      assert.deepEqual(changesSent(requests), []);
      assertNoComplaints(complaints, 400, 404);
    });
  });

  test('what somebody else has set up meanwhile is not overwritten', async () => {
    const environment = newEnvironment();
    await signedIn(`#/environments/${environment}/set-up`, async ({ page, complaints }) => {
      await page.getByRole('button', { name: 'One number' }).click();
      await page.getByText('No objections so far.').waitFor();
      const { status } = await call(gateway, 'PUT', whatsApp(gateway, environment), settings(FIVE_NUMBERS, '205000000000001'));
      assert.equal(status, 201);
      await page.getByRole('button', { name: 'Set up', exact: true }).click();
      await page.getByRole('heading', { name: 'Somebody else has changed the settings' }).waitFor();
      await page.getByRole('button', { name: 'Begin again with what is set now' }).click();
      await loaded(page, 'Account and secrets');
      assert.equal(await page.getByLabel('WhatsApp business account id').inputValue(), FIVE_NUMBERS);
      assert.equal(await selectedOf(environment), 'Acme Support');
      assertNoComplaints(complaints, 404, 412);
    });
  });

  test('wrong credentials are told at their field, and what else was typed stays', async () => {
    const environment = newEnvironment();
    await signedIn(`#/environments/${environment}/set-up`, async ({ page, complaints }) => {
      await page.getByRole('button', { name: 'Five numbers' }).click();
      await page.getByLabel('User access token').fill('sandbox-token-expired');
      await page.getByRole('button', { name: 'Set up', exact: true }).click();
      await page.getByRole('alert').waitFor();
      assert.equal(await page.getByLabel('User access token').getAttribute('aria-invalid'), 'true');
      assert.equal(await page.getByLabel('WhatsApp business account id').inputValue(), FIVE_NUMBERS);
      assertNoComplaints(complaints, 400, 404);
    });
  });
});

describe('choosing a number', () => {
  test('one of five is chosen after before and after have been shown', async () => {
    const environment = await fiveNumbers('205000000000001');
    await signedIn(`#/environments/${environment}`, async ({ page, complaints, requests }) => {
      await loaded(page, 'Numbers');
      assert.equal(await page.locator('.number').count(), 5);
      const paris = card(page, 'Acme Paris');
      await paris.getByText('Cannot be sent from').waitFor();
      await paris.getByText('The account does not have this number right now.').waitFor();
      assert.equal(await paris.getByRole('button').count(), 0);
      assert.match(await card(page, 'Acme Berlin').innerText(), /Red/);
      await inspect(page, 'numbers');

      await card(page, 'Acme London').getByRole('button').click();
      const dialog = page.getByRole('dialog', { name: 'Send from this number?' });
      assert.match(await dialog.innerText(), /Now\s+Acme Support[^]*After\s+Acme London/);
      assert.match(await dialog.innerText(), /quality of this number is yellow/);
      assert.deepEqual(changesSent(requests), []);
      await inspect(page, 'confirmation');
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      assert.deepEqual(changesSent(requests), []);

      await card(page, 'Acme Sales').getByRole('button').click();
      await page.getByRole('dialog').getByRole('button', { name: 'Send from this number' }).click();
      await page.locator('main').getByText('The change was made.').waitFor();
      await card(page, 'Acme Sales').getByText('In use now').waitFor();
      assert.equal(changesSent(requests).length, 1);
      assert.equal(await selectedOf(environment), 'Acme Sales');
      assertNoComplaints(complaints);
    });
  });

  test('the keyboard alone is enough', async () => {
    const environment = await fiveNumbers('205000000000001');
    await withPage(openConsole(browser, gateway, `#/environments/${environment}`), async ({ page, complaints }) => {
      const tabTo = async (name) => {
        for (let presses = 0; presses < 40; presses += 1) {
          await page.keyboard.press('Tab');
          const focused = page.locator(':focus');
          if (((await focused.getAttribute('aria-label')) ?? (await focused.innerText().catch(() => ''))).includes(name)) {
            const outline = await focused.evaluate((element) => getComputedStyle(element).outlineStyle);
            assert.notEqual(outline, 'none', `${name} does not show that it has the focus`);
            return;
          }
        }
        assert.fail(`the keyboard does not get to ${name}`);
      };
      await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
      await tabTo('Sign in to the sandbox');
      await page.keyboard.press('Enter');
      await loaded(page, 'Numbers');
      assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H1');
      await tabTo('Acme Sales');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      assert.match(await page.locator(':focus').getAttribute('aria-label'), /Acme Sales/);
      await page.keyboard.press('Enter');
      await tabTo('Send from this number');
      await page.keyboard.press('Space');
      await card(page, 'Acme Sales').getByText('In use now').waitFor();
      assert.equal(await selectedOf(environment), 'Acme Sales');
      assertNoComplaints(complaints);
    });
  });

  test('a refused choice says why and what can be chosen instead', async () => {
    const environment = newEnvironment();
    await signedIn(`#/environments/${environment}/set-up`, async ({ page, complaints, requests }) => {
      await page.getByRole('button', { name: 'Five numbers' }).click();
      await page.getByLabel('App secret').fill('refused-app-secret-77a');
      await page.getByLabel('Number to send from').fill('0033 1.55.50.00.05');
      await page.getByRole('button', { name: 'Set up', exact: true }).click();
      const alert = page.getByRole('alert');
      await alert.getByRole('heading', { name: 'The number was not selected' }).waitFor();
      assert.match(await alert.innerText(), /The WhatsApp account was saved/);
      assert.match(await alert.innerText(), /Acme Paris"?\) is not available in the account right now/);
      await inspect(page, 'refused');
      await assertNowhere(page, requests, gateway, 'refused-app-secret-77a');

      await alert.getByRole('button', { name: /Acme London/ }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Send from this number' }).click();
      await card(page, 'Acme London').getByText('In use now').waitFor();
      assertNoComplaints(complaints, 400, 404);
    });
  });

  test('what somebody else has changed meanwhile is not overwritten, and is shown', async () => {
    const environment = await fiveNumbers('205000000000001');
    await signedIn(`#/environments/${environment}`, async ({ page, complaints }) => {
      await card(page, 'Acme Sales').getByRole('button').click();
      await call(gateway, 'PUT', whatsApp(gateway, environment, '/selectedNumber'), { numberId: '205000000000003' });
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Send from this number' }).click();
      await dialog.getByRole('heading', { name: 'Somebody else has changed the settings' }).waitFor();
      await dialog.getByText('Acme London').waitFor();
      await inspect(page, 'conflict');
      await dialog.getByRole('button', { name: 'Look at what is set now' }).click();
      await card(page, 'Acme London').getByText('In use now').waitFor();
      assert.equal(await selectedOf(environment), 'Acme London');
      assertNoComplaints(complaints, 412);
    });
  });
});

describe('a slow verification', () => {
  test('it is watched, goes on in the background, and is found again after a reload', async () => {
    const environment = newEnvironment();
    await signedIn(`#/environments/${environment}/set-up`, async ({ page, complaints, requests }) => {
      await page.getByRole('button', { name: 'Slow verification' }).click();
      await page.getByText('No objections so far.').waitFor();
      await page.getByRole('button', { name: 'Set up', exact: true }).click();
      await loaded(page, 'Setting the account');
      const current = page.locator('[aria-current=step]');
      await current.filter({ hasText: 'PingOne verifies the account with Meta' }).waitFor();
      await page.locator('#announcements').filter({ hasText: 'PingOne verifies' }).waitFor({ state: 'attached' });
      await inspect(page, 'progress');

      await page.getByRole('link', { name: 'Go on in the background' }).click();
      await loaded(page, 'Numbers');
      await page.getByText('Setting the account: under way').waitFor();
      await page.getByRole('heading', { name: 'The account is being set up' }).waitFor();
      await inspect(page, 'background');
      await page.getByRole('link', { name: 'Watch' }).click();
      await loaded(page, 'Setting the account');

      await page.reload();
      await page.getByText('A change that you have made goes on without this page.').waitFor();
      await inspect(page, 'sign-in-again');
      await signIn(page);
      await page.locator('main').getByText(/Messages are sent from\s+Acme Slow/).waitFor();
      await loaded(page, 'Setting the account: done');
      await inspect(page, 'progress-over');
      await page.getByRole('link', { name: 'To the numbers' }).click();
      await card(page, 'Acme Slow').getByText('In use now').waitFor();
      assert.equal(changesSent(requests).length, 1);
      assert.equal(await page.evaluate(() => sessionStorage.length), 0);
      assertNoComplaints(complaints, 404);
    });
  });

  test('its end is told wherever one is', async () => {
    const environment = newEnvironment();
    const { document } = await call(gateway, 'PUT', whatsApp(gateway, environment), settings(SLOW, '206000000000060'), {
      Prefer: 'respond-async',
      Authorization: 'Bearer console-with-sandbox',
    });
    await signedIn(`#/environments/${environment}/operations/${document.id}`, async ({ page }) => {
      await loaded(page, 'Setting the account');
      await page.getByRole('link', { name: 'Delivery Settings' }).click();
      await page.getByText('Setting the account: done').first().waitFor();
      await page.getByRole('link', { name: 'See the result' }).click();
      await loaded(page, 'Setting the account: done');
      assert.equal(await page.getByRole('link', { name: 'See the result' }).count(), 0);
    });
  });

  test('one that fails says so, and leads back to what was typed', async () => {
    const environment = newEnvironment();
    await signedIn(`#/environments/${environment}/set-up`, async ({ page, complaints }) => {
      await page.getByRole('button', { name: 'Slow verification' }).click();
      await page.getByLabel('Number to send from').fill('+1 555-010-9999');
      await page.getByRole('button', { name: 'Set up', exact: true }).click();
      await loaded(page, 'Setting the account: not done');
      await page.getByRole('heading', { name: 'The number was not selected' }).waitFor();
      await inspect(page, 'progress-failed');
      await page.getByRole('link', { name: 'Back to the form' }).click();
      await page.getByLabel('Number to send from').waitFor();
      assert.equal(await page.getByLabel('Number to send from').inputValue(), '+1 555-010-9999');
      assert.equal(await page.getByLabel('App secret').inputValue(), '');
      assertNoComplaints(complaints, 404);
    });
  });
});

describe('history', () => {
  test('a difference is readable, and a revision is restored', async () => {
    const environment = await fiveNumbers('205000000000001');
    await call(gateway, 'PUT', whatsApp(gateway, environment, '/selectedNumber'), { numberId: '205000000000003' });
    await signedIn(`#/environments/${environment}/history`, async ({ page, complaints, requests }) => {
      await loaded(page, 'History');
      const newest = page.locator('.entry').first();
      assert.match(await newest.innerText(), /Number switched[^]*Sent from\s+[^]*Acme Support[^]*→[^]*Acme London/);
      await newest.getByText('Set now').waitFor();
      assert.equal(await page.getByRole('button', { name: /Restore/ }).count(), 1);
      await inspect(page, 'history');

      await page.getByRole('button', { name: 'Restore revision 1' }).click();
      const dialog = page.getByRole('dialog', { name: 'Restore revision 1?' });
      assert.match(await dialog.innerText(), /Now\s+Acme London[^]*After\s+Acme Support/);
      await inspect(page, 'restore');
      await dialog.getByRole('button', { name: 'Restore' }).click();
      await card(page, 'Acme Support').getByText('In use now').waitFor();
      assert.equal(await selectedOf(environment), 'Acme Support');
      assert.equal(changesSent(requests).length, 1);
      await page.getByRole('link', { name: 'History' }).click();
      await page.getByText('Earlier settings restored').waitFor();
      assertNoComplaints(complaints);
    });
  });

  test('quality over time is drawn, and told in words', async () => {
    const environment = await fiveNumbers('205000000000001');
    await withPage(openConsole(browser, gateway, `#/environments/${environment}/quality`), async ({ page, complaints }) => {
      // The numbers of the sandbox never change, so what the gateway would have found is put in front of its own history.
      await page.route('**/history?*', async (route) => {
        const answer = await route.fetch();
        const document = await answer.json();
        const [first] = document._embedded.history;
        const member = 'numbers[205000000000001].qualityRating';
        const day = 24 * 60 * 60 * 1_000;
        const found = (days, before, after) => ({
          ...first,
          action: 'OBSERVE',
          outcome: 'OVERTAKEN',
          revision: 2,
          endedAt: new Date(Date.now() - days * day).toISOString(),
          changes: [{ member, before, after }],
        });
        first.endedAt = new Date(Date.now() - 30 * day).toISOString();
        document._embedded.history = [found(2, 'RED', 'YELLOW'), found(9, 'GREEN', 'RED'), first];
        await route.fulfill({ response: answer, json: document });
      });
      await signIn(page);
      await loaded(page, 'Quality over time');
      const support = page.locator('.card').filter({ hasText: 'Acme Support' });
      const drawing = support.getByRole('img');
      assert.match(await drawing.getAttribute('aria-label'), /Green since .*, then Red since .*, then Yellow since/);
      assert.equal(await drawing.locator('.stretch').count(), 3);
      await support.getByText('As a table').click();
      assert.equal(await support.getByRole('row').count(), 4);
      await inspect(page, 'quality');
      assertNoComplaints(complaints);
    });
  });
});

describe('a lost connection', () => {
  test('reads are tried again until they are answered', async () => {
    const environment = await fiveNumbers('205000000000001');
    await signedIn(`#/environments/${environment}`, async ({ context, page, complaints }) => {
      await loaded(page, 'Numbers');
      await context.setOffline(true);
      await page.getByText('No connection to the gateway.', { exact: true }).waitFor();
      await page.getByRole('link', { name: 'History' }).click();
      await inspect(page, 'connection-lost');
      await context.setOffline(false);
      await page.locator('.entry').first().waitFor();
      await page.locator('#connection').waitFor({ state: 'hidden' });
      assertNoComplaints(complaints, 'ERR_INTERNET_DISCONNECTED');
    });
  });

  test('a gateway that is restarted is found again', async () => {
    const own = await startGateway();
    try {
      await withPage(openSignedIn(browser, own), async ({ page, complaints }) => {
        await page.getByRole('heading', { name: 'Nothing is set up yet' }).waitFor();
        await own.restart(async () => {
          await page.getByLabel('Environment id').fill(newEnvironment());
          await page.getByRole('button', { name: 'Open' }).click();
          await page.getByText('No connection to the gateway.', { exact: true }).waitFor();
        });
        await page.getByRole('heading', { name: 'Nothing is set up here' }).waitFor();
        assertNoComplaints(complaints, 404, 'ERR_CONNECTION_REFUSED', 'ERR_CONNECTION_RESET', 'ERR_EMPTY_RESPONSE');
      });
    } finally {
      await own.stop();
    }
  });

  test('a change whose answer was lost is not sent again, and can be looked at', async () => {
    const environment = await fiveNumbers('205000000000001');
    await signedIn(`#/environments/${environment}`, async ({ page, complaints, requests }) => {
      await loaded(page, 'Numbers');
      await page.route('**/selectedNumber', async (route) => {
        await route.fetch();
        await route.abort('connectionreset');
      });
      await card(page, 'Acme Sales').getByRole('button').click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Send from this number' }).click();
      await dialog.getByText('Whether the change was made is not known. It was not sent again.').waitFor();
      assert.equal(await dialog.getByRole('button', { name: 'Try again' }).count(), 0);
      await inspect(page, 'change-lost');
      await dialog.getByRole('button', { name: 'Look at what is set now' }).click();
      await card(page, 'Acme Sales').getByText('In use now').waitFor();
      assert.equal(changesSent(requests).length, 1);
      assertNoComplaints(complaints, 'ERR_CONNECTION_RESET');
    });
  });

  test('where the gateway asks for patience, it is tried again after that', async () => {
    const environment = await fiveNumbers('205000000000001');
    await signedIn('#/', async ({ page, complaints }) => {
      await loaded(page, 'Environments');
      let refused = 0;
      await page.route('**/whatsApp/numbers', async (route) => {
        refused += 1;
        if (refused > 1) {
          await route.continue();
          return;
        }
        await route.fulfill({
          status: 429,
          headers: { 'Retry-After': '1' },
          json: { id: environment, code: 'REQUEST_LIMITED', message: 'PingOne limits the rate of requests.' },
        });
      });
      await page.goto(`${gateway.url}/console#/environments/${environment}`);
      await loaded(page, 'Numbers');
      await page.locator('.number').first().waitFor();
      assert.equal(refused, 2);
      assertNoComplaints(complaints, 429);
    });
  });
});

describe('signing in', () => {
  test('an expired token is asked for again, and what was typed is still there', async () => {
    const environment = newEnvironment();
    const sandbox = /upstream SANDBOX at (http:\/\/[^/]+)\/v1/.exec(gateway.log)[1];
    const issued = await fetch(`${sandbox}/${environment}/as/token`, {
      method: 'POST',
      headers: { Authorization: `Basic ${Buffer.from('client:any').toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    const { access_token: bearer } = await issued.json();
    await withPage(openConsole(browser, gateway, `#/environments/${environment}/set-up`), async ({ page, complaints, requests }) => {
      await page.getByLabel('Bearer token', { exact: true }).fill(`Bearer ${bearer}`);
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await loaded(page, 'Set up WhatsApp');
      await page.getByRole('button', { name: 'Five numbers' }).click();
      await page.getByText('No objections so far.').waitFor();
      await pause(TOKEN_LIFETIME_S * 1_000);
      await page.getByLabel('App secret').fill('typed-app-secret-5d1');
      const dialog = page.getByRole('dialog', { name: 'Sign in again' });
      await dialog.waitFor();
      await inspect(page, 'token-expired');
      await dialog.getByLabel('Bearer token', { exact: true }).fill('another-bearer-91c');
      await dialog.getByRole('button', { name: 'Go on' }).click();
      await dialog.waitFor({ state: 'detached' });
      assert.equal(await page.getByLabel('App secret').inputValue(), 'typed-app-secret-5d1');
      await page.getByRole('button', { name: 'Set up', exact: true }).click();
      await page.locator('.number').first().waitFor();
      assert.equal(changesSent(requests).length, 1);
      await assertNowhere(page, requests, gateway, bearer, 'another-bearer-91c', 'typed-app-secret-5d1');
      assertNoComplaints(complaints, 401, 404);
    });
  });

  test('where tokens are verified there is no other way in, and a refused one says why', async () => {
    const strict = await startGateway('--auth', 'pingone-jwt', '--token-issuers', 'http://127.0.0.1:9/issuer/as');
    try {
      await withPage(openConsole(browser, strict), async ({ page, complaints }) => {
        await page.getByLabel('Bearer token', { exact: true }).waitFor();
        assert.equal(await page.getByRole('button', { name: 'Sign in to the sandbox' }).count(), 0);
        assert.equal(await page.locator('#sandbox').isVisible(), false);
        await page.getByRole('button', { name: 'Sign in' }).click();
        await page.getByText('A bearer token is needed.').waitFor();
        await page.getByLabel('Bearer token', { exact: true }).fill('no-token-at-all');
        await page.getByRole('button', { name: 'Sign in' }).click();
        await page.getByRole('alert').waitFor();
        await inspect(page, 'sign-in-refused');
        assertNoComplaints(complaints, 401);
      });
    } finally {
      await strict.stop();
    }
  });

  test('signing out forgets the token', async () => {
    await signedIn('#/', async ({ page }) => {
      await loaded(page, 'Environments');
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
      assert.equal(await page.getByLabel('Bearer token', { exact: true }).inputValue(), '');
    });
  });
});

describe('every page', () => {
  test('the environments are listed with a status each', async () => {
    const inOrder = await fiveNumbers('205000000000001');
    const red = await fiveNumbers('205000000000004');
    const none = await fiveNumbers();
    await signedIn('#/', async ({ page, complaints }) => {
      await loaded(page, 'Environments');
      const status = async (id) => (await page.locator('.environment').filter({ hasText: id }).innerText()).replaceAll('\n', ' ');
      assert.match(await status(inOrder), /In order .*Acme Support/);
      assert.match(await status(red), /The quality of the number is red/);
      assert.match(await status(none), /No number is selected/);
      await inspect(page, 'environments');
      await page.getByLabel('Environment id').fill('acme');
      await page.getByRole('button', { name: 'Open' }).click();
      await page.getByText('The environment id must be a UUID').waitFor();
      assertNoComplaints(complaints, 400);
    });
  });

  test('texts of PingOne cannot become a part of the page', async () => {
    const environment = await fiveNumbers('205000000000001');
    const hostile = '<img src=x onerror="document.title=1"><script>document.title=1</script>';
    await withPage(openConsole(browser, gateway, `#/environments/${environment}`), async ({ page, complaints }) => {
      await page.route('**/whatsApp/numbers', async (route) => {
        const answer = await route.fetch();
        const document = await answer.json();
        document._embedded.numbers[1].verifiedName = hostile;
        document._embedded.numbers[1].qualityRating = hostile;
        await route.fulfill({ response: answer, json: document });
      });
      await signIn(page);
      await loaded(page, 'Numbers');
      await page.getByRole('heading', { name: hostile }).waitFor();
      assert.equal(await page.locator('main img, main script').count(), 0);
      assert.match(await page.title(), /Delivery Settings/);
      const refusal = await page.evaluate(() => {
        try {
          document.createElement('div').innerHTML = '<b>x</b>';
          return 'none';
        } catch (failure) {
          return failure.name;
        }
      });
      assert.equal(refusal, 'TypeError');
      assertNoComplaints(complaints, 'TrustedHTML', 'require-trusted-types-for');
    });
  });

  test('all of it is small, still, and from the gateway alone', async () => {
    await withPage(openConsole(browser, gateway), async ({ page, complaints }) => {
      await page.getByRole('heading', { level: 1 }).waitFor();
      const { bytes, shift } = await page.evaluate(async () => {
        let moved = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => (moved += entry.value))).observe({
          type: 'layout-shift',
          buffered: true,
        });
        await new Promise((resolve) => setTimeout(resolve, 500));
        const sizes = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
        return { bytes: sizes.reduce((sum, { transferSize }) => sum + transferSize, 0), shift: moved };
      });
      console.log(`the console takes ${bytes} bytes; layout shift ${shift}`);
      assert.ok(bytes < MOST_BYTES, `${bytes} bytes`);
      assert.ok(shift < 0.05, `layout shift ${shift}`);
      assertNoComplaints(complaints);
    });
  });

  test('the policy allows no script but the gateway’s own files', async () => {
    const answer = await fetch(`${gateway.url}/console`);
    const policy = answer.headers.get('Content-Security-Policy');
    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /script-src 'self'(;|$)/);
    assert.doesNotMatch(policy, /unsafe/);
    const page = await answer.text();
    assert.match(page, /require-trusted-types-for 'script'/);
    assert.doesNotMatch(page, /<script(?![^>]*src=)|<style|\son\w+=|style=/);
    assert.equal(answer.headers.get('X-Content-Type-Options'), 'nosniff');
  });

  test('at twice the size everything can still be reached', async () => {
    const environment = await fiveNumbers('205000000000001');
    // 200 % of a window of 1280 pixels leaves 640 of them.
    await withPage(
      openSignedIn(browser, gateway, `#/environments/${environment}`, { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }),
      async ({ page }) => {
        await loaded(page, 'Numbers');
        await card(page, 'Acme Sales').getByRole('button').click();
        const confirm = page.getByRole('dialog').getByRole('button', { name: 'Cancel' });
        await confirm.scrollIntoViewIfNeeded();
        await confirm.click();
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
      },
    );
  });

  test('there is none where it is turned off', async () => {
    const without = await startGateway('--console', 'false');
    try {
      for (const path of ['/console', '/console/main.js', '/console/settings.json']) {
        assert.equal((await fetch(without.url + path)).status, 404);
      }
      assert.doesNotMatch(without.log, /^console:/m);
    } finally {
      await without.stop();
    }
  });
});
