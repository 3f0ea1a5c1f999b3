// The API document as linters and other programs see it.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { after, before, test } from 'node:test';
import { startGateway } from './gateway.js';

const run = promisify(execFile);
const here = fileURLToPath(new URL('.', import.meta.url));
const DOCUMENT = fileURLToPath(
  new URL('../adapters-http/src/main/resources/io/deliverysettings/adapter/http/openapi.yaml', import.meta.url));

let gateway;

before(async () => {
  gateway = await startGateway();
});

after(async () => {
  await gateway?.stop();
});

/** Runs a program of node_modules; what it says is the message when it fails. */
async function lint(name, ...args) {
  try {
    return await run(`${here}node_modules/.bin/${name}`, args, { cwd: here, env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' } });
  } catch (failure) {
    return assert.fail(`${name} has complaints:\n${failure.stdout}\n${failure.stderr}`);
  }
}

test('Spectral has nothing to say of the API document', async () => {
  const { stdout } = await lint('spectral', 'lint', '--ruleset', 'spectral.yaml', '--fail-severity', 'hint', DOCUMENT);

  assert.match(stdout, /No results with a severity of 'hint' or higher found!/);
});

test('Redocly has nothing to say of the API document', async () => {
  const { stdout } = await lint('redocly', 'lint', '--extends=recommended', '--format=json', DOCUMENT);

  const { totals, problems } = JSON.parse(stdout);
  assert.deepEqual(totals, { errors: 0, warnings: 0, ignored: 0 }, JSON.stringify(problems, null, 2));
});

test('the JSON says what the YAML says', async () => {
  const { stdout } = await lint('redocly', 'bundle', '--ext=json', DOCUMENT);

  const served = await (await fetch(`${gateway.url}/openapi.json`)).json();
  assert.deepEqual(served, JSON.parse(stdout));
});

test('every request of the collection is one of the API document and can be sent', async () => {
  const collection = await (await fetch(`${gateway.url}/collection.json`)).json();
  const document = await (await fetch(`${gateway.url}/openapi.json`)).json();
  const variables = Object.fromEntries(collection.variable.map(({ key, value }) => [key, value]));
  variables.baseUrl = gateway.url;
  const filled = (text) => text.replace(/{{(\w+)}}/g, (whole, name) => variables[name]);
  const requests = collection.item.flatMap((folder) => folder.item).map(({ request }) => request);

  const documented = Object.values(document.paths).flatMap((path) => Object.values(path));
  assert.equal(requests.length, documented.length);
  for (const { method, url, header, body, auth } of requests) {
    let address = filled(url.raw);
    url.variable.forEach(({ key, value }) => { address = address.replace(`:${key}`, filled(value)); });
    const headers = Object.fromEntries(header.filter(({ disabled }) => !disabled).map(({ key, value }) => [key, value]));
    if (auth?.type !== 'noauth') {
      headers.Authorization = `Bearer ${filled(collection.auth.bearer[0].value)}`;
    }
    const answer = await fetch(address, { method, headers, body: body?.raw });
    const operation = Object.entries(document.paths)
      .find(([path]) => path.replace(/{(\w+)}/g, ':$1') === url.raw.replace('{{baseUrl}}', ''))[1][method.toLowerCase()];
    assert.ok(operation.responses[answer.status], `${method} ${url.raw}: ${answer.status}`);
    assert.ok(![400, 401, 405, 415].includes(answer.status) || method === 'DELETE', `${method} ${url.raw}: ${answer.status}`);
  }
});
