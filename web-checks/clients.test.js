// Every program of docs/clients.md is run as it stands there, against a gateway, and prints what the page says.
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openPage, startBrowser } from './browser.js';
import { startGateway } from './gateway.js';

const ENVIRONMENT = 'abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6';
const TOO_LATE_MS = 120_000;

/** What runs a program. Those that CI has to have may not be missing; the others are skipped, and named, where they are not installed. */
const PROGRAMS = [
  { heading: 'Java', file: 'Configure.java', run: ['java'], required: true },
  { heading: 'Node', file: 'configure.mjs', run: ['node'], required: true },
  { heading: 'Python', file: 'configure.py', run: ['python3'] },
  { heading: 'Go', file: 'configure.go', run: ['go', 'run'], version: ['go', 'version'] },
  { heading: 'Ruby', file: 'configure.rb', run: ['ruby'] },
  { heading: 'PHP', file: 'configure.php', run: ['php'] },
];

const page = await readFile(new URL('../docs/clients.md', import.meta.url), 'utf8');
const [success, refusal] = [...page.matchAll(/^```text\n(.*?)\n```$/gms)].map(([, text]) => text);
let gateway;
let directory;

before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'clients-'));
  gateway = await startGateway();
});

after(async () => {
  await gateway?.stop();
  await rm(directory, { recursive: true, force: true });
});

test('every program of the page is run by a test', () => {
  const headings = [...page.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
  const programs = headings.filter((heading) => heading !== 'Postman and Bruno');
  assert.deepEqual(programs.sort(), ['curl', 'Browser', ...PROGRAMS.map(({ heading }) => heading)].sort());
});

test('curl', async () => {
  const script = code('curl');

  const set = await run('bash', ['-c', script], {});
  assert.equal(set.code, 0, set.stderr);
  assert.equal(JSON.parse(set.stdout).numbers.find(({ selected }) => selected).number, '+1 555-061-2978');

  const refused = await run('bash', ['-c', script], { WHATSAPP_TOKEN: 'sandbox-token-expired' });
  assert.equal(refused.code, 22, refused.stderr);
  assert.equal(JSON.parse(refused.stdout).details[0].target, 'userAccessToken');
});

for (const { heading, file, run: [command, ...flags], version = [command, '--version'], required } of PROGRAMS) {
  const isInstalled = spawnSync(version[0], version.slice(1)).status === 0;
  test(heading, { skip: !isInstalled && !required && `${command} is not installed` }, async () => {
    const program = join(directory, file);
    await writeFile(program, code(heading));

    const set = await run(command, [...flags, program], {});
    assert.equal(set.stdout.trim(), success, set.stderr);
    assert.equal(set.code, 0);

    const refused = await run(command, [...flags, program], { WHATSAPP_TOKEN: 'sandbox-token-expired' });
    assert.equal(refused.stdout.trim(), refusal, refused.stderr);
    assert.equal(refused.code, 1);
  });
}

test('Browser', async () => {
  const site = createServer((request, response) =>
    response.setHeader('Content-Type', 'text/html; charset=utf-8').end(request.url === '/' ? code('Browser') : ''),
  );
  await new Promise((listening) => site.listen(0, '127.0.0.1', listening));
  const origin = `http://127.0.0.1:${site.address().port}`;
  const browser = await startBrowser();
  try {
    const { page: tab, complaints } = await openPage(browser, origin);
    await tab.goto(origin);
    const values = variables({});
    await tab.getByLabel('API path').fill(values.API_PATH);
    await tab.getByLabel('Environment').fill(values.ENV_ID);
    await tab.getByLabel('Access token', { exact: true }).fill(values.ACCESS_TOKEN);
    await tab.getByLabel('User access token').fill(values.WHATSAPP_TOKEN);
    await tab.getByLabel('App secret').fill(values.WHATSAPP_SECRET);
    await tab.getByRole('button').click();
    await tab.getByText(success).waitFor();

    await tab.getByLabel('User access token').fill('sandbox-token-expired');
    await tab.getByRole('button').click();
    await tab.getByText(refusal).waitFor();
    // That it calls another origin is the point; and the browser tells of every answer that is no success.
    assert.deepEqual(
      complaints.filter((complaint) => complaint !== `request to ${gateway.url}` && !complaint.includes('status of 400')),
      [],
    );
  } finally {
    await browser.close();
    site.close();
  }
});

/** The code under a heading. */
function code(heading) {
  const section = page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`));
  return /^```\w+\n(.*?)^```$/ms.exec(section)[1];
}

function variables(changed) {
  return {
    API_PATH: `${gateway.url}/v1`,
    ENV_ID: ENVIRONMENT,
    ACCESS_TOKEN: 'any-token',
    WHATSAPP_TOKEN: 'any-user-access-token',
    WHATSAPP_SECRET: 'any-app-secret',
    ...changed,
  };
}

function run(command, parameters, changed) {
  return new Promise((done) => {
    execFile(
      command,
      parameters,
      { env: { ...process.env, ...variables(changed) }, timeout: TOO_LATE_MS },
      (failure, stdout, stderr) => done({ code: failure ? failure.code : 0, stdout, stderr }),
    );
  });
}
