// Shows /openapi.json to people, and lets them try each operation on the gateway that this page is from. Nothing is kept: a token is in
// its field until the page is closed.

const METHODS = ['get', 'put', 'post', 'delete'];
const content = document.getElementById('content');
const state = document.getElementById('state');

/** The document, once it has been read. */
let api;

/** An element with attributes and children; text stays text. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) {
      made.setAttribute(attribute, value === true ? '' : value);
    }
  }
  made.append(...children.flat().filter((child) => child !== undefined && child !== null));
  return made;
}

/** What a reference leads to. */
function resolved(node) {
  if (!node?.$ref) {
    return node;
  }
  return node.$ref.slice(2).split('/').reduce((at, step) => at[step.replaceAll('~1', '/').replaceAll('~0', '~')], api);
}

const nameOf = (reference) => reference.$ref.slice(reference.$ref.lastIndexOf('/') + 1);

/** The little of Markdown that the document uses: paragraphs, `code` and **weight**. */
function inline(text) {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*)/).map((part) => {
    if (part.startsWith('`') && part.length > 2) {
      return element('code', {}, part.slice(1, -1));
    }
    return part.startsWith('**') && part.length > 4 ? element('strong', {}, part.slice(2, -2)) : part;
  });
}

const paragraphs = (text = '') => text.split(/\n\s*\n/).filter(Boolean).map((one) => element('p', {}, inline(one)));

/** A table that scrolls within itself where it is wider than the page. */
function table(caption, head, rows) {
  return element('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': caption },
    element('table', {},
      element('caption', {}, caption),
      element('thead', {}, element('tr', {}, head.map((cell) => element('th', { scope: 'col' }, cell)))),
      element('tbody', {}, rows.map((row) => element('tr', {}, row.map((cell) => element('td', {}, cell)))))));
}

const folded = (summary, ...inside) =>
  element('details', {}, element('summary', {}, summary), element('div', { class: 'inside' }, inside.flat()));

const block = (label, text) =>
  element('pre', { tabindex: '0', role: 'group', 'aria-label': label }, element('code', {}, text));

const json = (value) => JSON.stringify(value, null, 2);

/** The type and the bounds of a value in words. */
function words(schema) {
  const types = [schema.type ?? []].flat();
  const bounds = [];
  if (schema.const !== undefined) bounds.push(`always ${json(schema.const)}`);
  if (schema.enum) bounds.push(`one of ${schema.enum.join(', ')}`);
  if (schema.format) bounds.push(schema.format);
  if (schema.pattern) bounds.push(`matches ${schema.pattern}`);
  if (schema.minLength !== undefined) bounds.push(`at least ${schema.minLength} characters`);
  if (schema.maxLength !== undefined) bounds.push(`at most ${schema.maxLength} characters`);
  if (schema.minimum !== undefined) bounds.push(`at least ${schema.minimum}`);
  if (schema.maximum !== undefined) bounds.push(`at most ${schema.maximum}`);
  if (schema.minItems !== undefined) bounds.push(`at least ${schema.minItems} elements`);
  if (schema.maxItems !== undefined) bounds.push(`at most ${schema.maxItems} elements`);
  if (schema.default !== undefined) bounds.push(`${json(schema.default)} unless given`);
  if (schema.writeOnly) bounds.push('never in an answer');
  return [types.join(' or '), ...bounds].filter(Boolean).join('; ');
}

/** What a value looks like; schemas with a name are led to, not repeated. */
function shape(schema) {
  if (schema.$ref) {
    const name = nameOf(schema);
    return [element('a', { href: `#schema-${name}` }, name)];
  }
  if (schema.oneOf) {
    return schema.oneOf.flatMap((one, index) => (index ? [' or ', ...shape(one)] : shape(one)));
  }
  const parts = [element('span', { class: 'quiet' }, words(schema))];
  if (schema.items) {
    parts.push(' of ', ...shape(schema.items));
  }
  if (schema.properties) {
    parts.push(members(schema));
  }
  if (schema.additionalProperties === true) {
    parts.push(element('p', { class: 'quiet' }, 'Other members are possible.'));
  }
  return parts;
}

function members(schema) {
  const required = schema.required ?? [];
  return element('ul', { class: 'members' }, Object.entries(schema.properties).map(([name, member]) =>
    element('li', {},
      element('code', {}, name), required.includes(name) ? ' (always) ' : ' ',
      shape(member),
      member.description ? [' ', inline(member.description)].flat() : undefined)));
}

function examples(media, label) {
  return Object.values(media?.examples ?? {}).map(resolved)
    .map((example) => folded(`Example: ${example.summary}`, block(`${label}: ${example.summary}`, json(example.value))));
}

function errorRows(names) {
  return names.map((name) => {
    const error = api['x-error-table'][name];
    return [String(error.status), element('code', {}, error.code), error.message, element('span', {}, inline(error.action))];
  });
}

const ERROR_HEAD = ['Status', 'Code', 'Message', 'What to do'];

function response(operation, status, reference) {
  const answer = resolved(reference);
  const media = answer.content?.['application/json'] ?? Object.values(answer.content ?? {})[0];
  const label = `${operation.summary}, ${status}`;
  return folded(element('span', {}, element('strong', {}, status), ' ', inline(answer.description)),
    answer['x-errors'] ? table(`Errors: ${label}`, ERROR_HEAD, errorRows(answer['x-errors'])) : undefined,
    media?.schema && !answer['x-errors'] ? element('p', {}, 'Body: ', shape(media.schema)) : undefined,
    answer['x-errors'] ? element('p', {}, 'Body: ', shape(media.schema)) : undefined,
    examples(media, label),
    table(`Headers: ${label}`, ['Name', 'Meaning'], Object.entries(answer.headers ?? {}).map(([name, header]) =>
      [element('code', {}, name), element('span', {}, inline(resolved(header).description))])));
}

/** The members of a body that are secrets: they are typed into fields that do not show them. */
function secretsOf(schema) {
  return Object.entries(resolved(schema)?.properties ?? {})
    .filter(([, member]) => resolved(member).format === 'password')
    .map(([name]) => name);
}

function field(id, label, input, hint) {
  input.id = id;
  if (hint) {
    input.setAttribute('aria-describedby', `${id}-hint`);
  }
  return element('div', { class: 'field' }, element('label', { for: id }, label), input,
    hint ? element('span', { class: 'quiet', id: `${id}-hint` }, inline(hint)) : undefined);
}

function parameterInput(parameter, schema) {
  const choices = schema.items?.enum ?? schema.enum ?? (schema.type === 'boolean' ? ['true', 'false'] : undefined);
  if (choices && !parameter.required) {
    return element('select', {}, element('option', { value: '' }, '(not given)'),
      choices.map((choice) => element('option', { value: choice }, choice)));
  }
  return element('input', { type: 'text', autocomplete: 'off', spellcheck: 'false', required: parameter.required,
    value: parameter.in === 'path' ? parameter.example : undefined });
}

/** A form that makes a request of an operation, and shows what came back. */
function trial(path, method, operation, parameters) {
  const id = operation.operationId;
  const inputs = parameters.map((parameter) => ({ parameter, input: parameterInput(parameter, resolved(parameter.schema)) }));
  const labelled = ({ parameter, input }) => field(`${id}-${parameter.in}-${parameter.name}`,
    `${parameter.name} (${parameter.in}${parameter.required ? '' : ', optional'})`, input);
  const media = operation.requestBody?.content['application/json'];
  const secrets = secretsOf(media?.schema)
    .map((name) => ({ name, input: element('input', { type: 'password', autocomplete: 'off' }) }));
  let body;
  if (media) {
    const example = { ...resolved(Object.values(media.examples)[0]).value };
    secrets.forEach(({ name }) => delete example[name]);
    body = element('textarea', { spellcheck: 'false', autocomplete: 'off' });
    body.value = json(example);
  }
  const verb = method.toUpperCase();
  const button = element('button', { type: 'submit' }, `Send ${verb}`);
  const result = element('div', { role: 'status', class: 'result' });
  const form = element('form', { 'aria-label': `Try: ${operation.summary}` },
    inputs.filter(({ parameter }) => parameter.in !== 'header').map(labelled),
    folded('Headers', inputs.filter(({ parameter }) => parameter.in === 'header').map(labelled)),
    body ? field(`${id}-body`, 'Body (JSON)', body) : undefined,
    secrets.map(({ name, input }) => field(`${id}-secret-${name}`, name, input, 'Added to the body, and not shown.')),
    button, result);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    button.disabled = true;
    result.replaceChildren(element('p', {}, 'Waiting for the answer. PingOne may take minutes to verify an account.'));
    try {
      const began = performance.now();
      const answer = await send(path, verb, inputs, body?.value, secrets, operation.security?.length === 0);
      const text = await answer.text();
      result.replaceChildren(...shown(answer, text, Math.round(performance.now() - began), operation.summary));
    } catch (failure) {
      result.replaceChildren(element('p', { class: 'outcome bad' }, failure instanceof SyntaxError
        ? `The body is not JSON: ${failure.message}` : 'There was no answer. Is the gateway still running?'));
    } finally {
      button.disabled = false;
    }
  });
  return folded('Try it', form);
}

function send(path, method, inputs, body, secrets, isPublic) {
  const query = new URLSearchParams();
  const headers = new Headers();
  let address = path;
  for (const { parameter, input } of inputs) {
    const value = input.value.trim();
    if (parameter.in === 'path') {
      address = address.replace(`{${parameter.name}}`, encodeURIComponent(value));
    } else if (value && parameter.in === 'query') {
      query.set(parameter.name, value);
    } else if (value) {
      headers.set(parameter.name, value);
    }
  }
  const token = document.getElementById('token').value.trim();
  if (token && !isPublic) {
    headers.set('Authorization', `Bearer ${token}`);
  }
  let sent;
  if (body !== undefined) {
    const whole = JSON.parse(body);
    secrets.filter(({ input }) => input.value).forEach(({ name, input }) => { whole[name] = input.value; });
    sent = JSON.stringify(whole);
    headers.set('Content-Type', 'application/json');
  }
  const search = query.size ? `?${query}` : '';
  return fetch(address + search, { method, headers, body: sent, cache: 'no-store', credentials: 'omit' });
}

function shown(answer, text, milliseconds, summary) {
  let body = text;
  try {
    body = json(JSON.parse(text));
  } catch {
    // It is shown as it is.
  }
  return [
    element('p', { class: `outcome ${answer.ok ? 'good' : 'bad'}` }, `${answer.status} after ${milliseconds} ms`),
    text ? block(`Answer: ${summary}`, body) : element('p', {}, 'There is no body.'),
    folded('Headers of the answer', block(`Headers of the answer: ${summary}`,
      [...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n'))),
  ];
}

function operationSection(path, method, operation) {
  const parameters = (operation.parameters ?? []).map(resolved);
  const body = operation.requestBody;
  const permissions = operation['x-permissions'];
  return element('section', { class: 'operation', id: operation.operationId, 'aria-labelledby': `${operation.operationId}-title` },
    element('h3', { id: `${operation.operationId}-title` }, operation.summary),
    element('p', {}, element('span', { class: `verb ${method}` }, method.toUpperCase()), ' ',
      // A line may end before a slash.
      element('code', {}, path.split('/').slice(1).flatMap((part) => [element('wbr', {}), `/${part}`]))),
    paragraphs(operation.description),
    element('p', { class: 'quiet' }, permissions
      ? `With an access file it takes the permission ${permissions.join(' or ')}.` : 'It takes no token.'),
    parameters.length ? folded('Parameters', table(`Parameters: ${operation.summary}`, ['Name', 'In', 'Value', 'Meaning'],
      parameters.map((parameter) => [
        element('code', {}, parameter.name),
        parameter.in + (parameter.required ? ', required' : ''),
        element('span', {}, words(resolved(parameter.schema))),
        element('span', {}, inline(parameter.description)),
      ]))) : undefined,
    body ? folded('Body', paragraphs(body.description), element('p', {}, shape(body.content['application/json'].schema)),
      examples(body.content['application/json'], `Body of ${operation.summary}`)) : undefined,
    folded('Answers', Object.entries(operation.responses).map(([status, answer]) => response(operation, status, answer))),
    trial(path, method, operation, parameters));
}

/** Every operation with its address, in the order of the document. */
function operations() {
  return Object.entries(api.paths).flatMap(([path, offered]) =>
    METHODS.filter((method) => offered[method]).map((method) => ({ path, method, operation: offered[method] })));
}

function showContents() {
  const item = (href, ...text) => element('li', {}, element('a', { href }, ...text));
  document.getElementById('contents').append(element('ul', {},
    item('#about', 'About'),
    item('#try', 'Token'),
    api.tags.map((tag) => element('li', {}, element('a', { href: `#tag-${tag.name}` }, tag.name),
      element('ul', {}, operations().filter(({ operation }) => operation.tags.includes(tag.name))
        .map(({ method, operation }) => item(`#${operation.operationId}`,
          operation.summary, element('span', { class: `verb ${method}` }, method.toUpperCase())))))),
    item('#errors', 'Errors'),
    item('#schemas', 'Schemas')));
}

function show() {
  const token = element('input', { type: 'password', autocomplete: 'off', spellcheck: 'false' });
  content.replaceChildren(
    element('section', { id: 'about', 'aria-labelledby': 'about-title' },
      element('h2', { id: 'about-title' }, 'About'), paragraphs(api.info.description)),
    element('section', { id: 'try', 'aria-labelledby': 'try-title' },
      element('h2', { id: 'try-title' }, 'Token'),
      paragraphs(api.components.securitySchemes.bearer.description),
      element('p', {}, 'Each operation has a form to try it on this gateway. What it changes is changed.'),
      field('token', 'Access token for the requests of this page', token, 'Kept by this page alone, until it is closed.')),
    ...api.tags.map((tag) => element('section', { id: `tag-${tag.name}`, 'aria-labelledby': `tag-${tag.name}-title` },
      element('h2', { id: `tag-${tag.name}-title` }, tag.name),
      paragraphs(tag.description),
      operations().filter(({ operation }) => operation.tags.includes(tag.name))
        .map(({ path, method, operation }) => operationSection(path, method, operation)))),
    element('section', { id: 'errors', 'aria-labelledby': 'errors-title' },
      element('h2', { id: 'errors-title' }, 'Errors'),
      table('Every error of the gateway', ERROR_HEAD, errorRows(Object.keys(api['x-error-table'])))),
    element('section', { id: 'schemas', 'aria-labelledby': 'schemas-title' },
      element('h2', { id: 'schemas-title' }, 'Schemas'),
      Object.entries(api.components.schemas).map(([name, schema]) =>
        element('section', { class: 'schema', id: `schema-${name}` },
          element('h3', {}, name),
          paragraphs(schema.description),
          element('div', {}, shape(schema))))));
  showContents();
  if (location.hash) {
    document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
  }
}

try {
  const answer = await fetch('/openapi.json', { credentials: 'omit' });
  if (!answer.ok) {
    throw new Error(`The answer was ${answer.status}`);
  }
  api = await answer.json();
  show();
} catch (failure) {
  state.textContent = `The description of the API could not be read. ${failure.message}`;
}
