// The account, its app and the two secrets. What is typed is checked by the gateway's own dry run, so that the messages are those
// of the API. The secrets leave the page once, with the change itself: a check sends something of the same length instead.
import * as api from '../api.js';
import { announce } from '../announcer.js';
import * as changes from '../changes.js';
import { fill, h } from '../dom.js';
import { environmentFrame, load } from '../frame.js';
import { nameOf } from '../numbers.js';
import { offers, problemBox, selectableIn } from '../problem.js';
import { go, numbersOf, setUpOf } from '../routes.js';

const PROVIDER = 'CUSTOM_WHATSAPP';
const PAUSE_MS = 400;

const FIELDS = [
  {
    name: 'account',
    targets: ['whatsAppAccountBusinessId'],
    label: 'WhatsApp business account id',
    hint: 'In Meta’s business settings, under WhatsApp accounts.',
    inputmode: 'numeric',
  },
  { name: 'app', targets: ['appId'], label: 'Meta app id', hint: 'The app that the account is used with.', inputmode: 'numeric' },
  { name: 'secret', targets: ['appSecret'], label: 'App secret', hint: 'Of that app.', isSecret: true },
  {
    name: 'access',
    targets: ['userAccessToken'],
    label: 'User access token',
    hint: 'With the permissions to manage and send WhatsApp messages.',
    isSecret: true,
  },
  {
    name: 'number',
    targets: ['numbers[0].number', 'numbers[0].numberId', 'numbers[0]', 'numbers'],
    label: 'Number to send from (optional)',
    hint: 'Such as +1 555-061-2978. Without one you choose when PingOne has told which numbers there are.',
    inputmode: 'tel',
  },
];

const SANDBOX_ACCOUNTS = [
  ['200000000000005', 'Five numbers'],
  ['107794359053209', 'One number'],
  ['200000000000060', 'Slow verification'],
];

/** What was typed and is no secret, for the way back from a change that was not made; any other way leads to what is set. */
const drafts = new Map();
const resumed = new Set();

/** Has the next form of an environment begin with what was typed last. */
export function resume(environment) {
  resumed.add(environment);
}

export function setUpView({ environment, signal }) {
  const { content, ...view } = environmentFrame(environment, 'setUp', 'Account and secrets');
  load(content, signal, async () => {
    let present = null;
    try {
      present = await api.read(api.whatsApp(environment), { signal });
    } catch (problem) {
      if (problem.status !== 404) {
        throw problem;
      }
      view.retitle('Set up WhatsApp');
    }
    return form(environment, present, signal);
  });
  return view;
}

function form(environment, present, signal) {
  const etag = present?.headers.get('ETag');
  const isFirst = present === null;
  const fields = new Map(FIELDS.map((field) => [field.name, control(field)]));
  const state = h('p', { class: 'hint', role: 'status' });
  const problem = h('div', {});
  const inputs = h('div', { class: 'stack' });
  const submit = h('button', { type: 'submit', class: 'primary' }, isFirst ? 'Set up' : 'Save');
  let checking = new AbortController();
  let timer = null;

  Object.entries({
    account: present?.document.whatsAppAccountBusinessId,
    app: present?.document.appId,
    ...(resumed.delete(environment) ? drafts.get(environment) : {}),
  }).forEach(([name, text]) => fields.get(name).set(text ?? ''));

  function body(secretOf) {
    const value = (name) => fields.get(name).value() || undefined;
    const number = value('number');
    return {
      provider: PROVIDER,
      whatsAppAccountBusinessId: value('account'),
      appId: value('app'),
      appSecret: secretOf(value('secret')),
      userAccessToken: secretOf(value('access')),
      ...(number ? { numbers: [{ selected: true, number }] } : {}),
    };
  }

  /** Asks the gateway what it would say; shows what is about fields that have been used, or about all. */
  async function check(all) {
    clearTimeout(timer);
    checking.abort(new DOMException('There is something newer to check.', 'AbortError'));
    checking = new AbortController();
    const mine = AbortSignal.any([signal, checking.signal]);
    try {
      const { document } = await api.check(environment, body(standIn), mine);
      showFaults([], all);
      state.textContent = foundBy(document);
      return true;
    } catch (failure) {
      if (mine.aborted) {
        return false;
      }
      if (failure.status !== 400) {
        showFaults([], all);
        state.textContent = `Could not be checked: ${failure.message}`;
        // What cannot be checked now is checked when it is sent.
        return true;
      }
      const shown = showFaults(failure.details, all);
      state.textContent = shown === 0 ? '' : shown === 1 ? 'One field needs another value.' : `${shown} fields need another value.`;
      return false;
    }
  }

  function showFaults(details, all) {
    let shown = 0;
    for (const field of fields.values()) {
      const messages = details.filter(({ target }) => field.targets.includes(target)).map(({ message }) => message);
      const visible = all || field.isUsed();
      field.blame(visible ? messages.join(' ') : '');
      shown += visible && messages.length > 0 ? 1 : 0;
    }
    return shown;
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(() => check(false), PAUSE_MS);
  }

  async function send() {
    fill(problem);
    submit.disabled = true;
    // From now on nothing is left out that is missing.
    fields.forEach((field) => field.markUsed());
    try {
      if (!(await check(true))) {
        [...fields.values()].find((field) => field.isBlamed())?.focus();
        return;
      }
      state.textContent = 'Sending …';
      keepDraft();
      const outcome = await changes.make(environment, '', {
        method: 'PUT',
        body: body((secret) => secret),
        precondition: isFirst ? { 'If-None-Match': '*' } : changes.ifStill(etag),
      });
      forgetSecrets();
      changes.follow(environment, outcome);
    } catch (failure) {
      if (!(failure instanceof api.Problem)) {
        throw failure;
      }
      refused(failure);
    } finally {
      submit.disabled = false;
    }
  }

  function refused(failure) {
    state.textContent = '';
    const accountIsSaved = selectableIn(failure).length > 0 && failure.message.includes('was saved');
    if (failure.status === 400 && !accountIsSaved) {
      showFaults(failure.details, true);
    }
    if (accountIsSaved) {
      // What is left to do is to choose, and for that no secret is needed.
      forgetSecrets();
      stopChecking();
      inputs.hidden = true;
    }
    fill(
      problem,
      problemBox(
        failure,
        failure.isLost && h('p', {}, 'Whether the change was accepted is not known. It was not sent again.'),
        failure.status === 412 && !isFirst && changes.whatChanged(environment, etag),
        offers(failure, (number) => choose(number)),
        (!failure.isWithoutEffect || failure.status === 412 || accountIsSaved) &&
          h('div', { class: 'actions' }, h('a', { class: 'button', href: numbersOf(environment) }, 'Look at what is set now')),
        failure.status === 412 &&
          h('button', { type: 'button', on: { click: () => go(setUpOf(environment)) } }, 'Begin again with what is set now'),
      ),
    );
    problem.scrollIntoView({ block: 'nearest' });
  }

  /** The account is saved by now, so that switching the number is all that is left. */
  async function choose({ numberId }) {
    const [{ headers }, { document }] = await Promise.all([
      api.read(api.whatsApp(environment), { signal }),
      api.read(api.whatsApp(environment, '/numbers'), { signal }),
    ]);
    const numbers = document._embedded.numbers;
    const number = numbers.find((one) => one.numberId === numberId);
    const current = numbers.find((one) => one.selected);
    if (number) {
      await changes.select(environment, { number, current, etag: headers.get('ETag') });
    } else {
      go(numbersOf(environment));
    }
  }

  function keepDraft() {
    const kept = ['account', 'app', 'number'].map((name) => [name, fields.get(name).value()]);
    drafts.set(environment, Object.fromEntries(kept));
  }

  function forgetSecrets() {
    fields.get('secret').set('');
    fields.get('access').set('');
  }

  function stopChecking() {
    clearTimeout(timer);
    checking.abort(new DOMException('There is nothing to check any more.', 'AbortError'));
  }

  signal.addEventListener('abort', () => {
    stopChecking();
    forgetSecrets();
  });

  inputs.append(
    h(
      'p',
      {},
      isFirst
        ? 'Nothing is set up in this environment yet. PingOne verifies the account with Meta before it is used.'
        : 'Both secrets are needed to write the account, since PingOne wants them each time. To switch only the number, none is.',
    ),
    api.isSandbox() ? sandboxValues(fields, () => check(false)) : '',
    h(
      'form',
      {
        class: 'card set-up',
        novalidate: true,
        on: {
          input: later,
          focusout: later,
          submit: (event) => {
            event.preventDefault();
            send();
          },
        },
      },
      [...fields.values()].map((field) => field.element),
      state,
      h('div', { class: 'actions' }, submit),
    ),
  );
  return [problem, inputs];
}

function control({ name, targets, label, hint, isSecret, inputmode }) {
  const id = `field-${name}`;
  const error = h('p', { id: `${id}-error`, class: 'error' });
  const input = h('input', {
    id,
    type: isSecret ? 'password' : 'text',
    autocomplete: isSecret ? 'new-password' : 'off',
    spellcheck: 'false',
    autocapitalize: 'off',
    inputmode,
    'aria-describedby': `${id}-hint ${id}-error`,
  });
  let isUsed = false;
  input.addEventListener('input', () => {
    isUsed = true;
  });
  return {
    targets,
    element: h('div', { class: 'field' }, h('label', { for: id }, label), input, h('p', { id: `${id}-hint`, class: 'hint' }, hint), error),
    value: () => (isSecret ? input.value : input.value.trim()),
    set: (text) => {
      input.value = text;
    },
    use: (text) => {
      input.value = text;
      isUsed = true;
    },
    markUsed: () => {
      isUsed = true;
    },
    focus: () => input.focus(),
    isUsed: () => isUsed,
    isBlamed: () => error.textContent !== '',
    blame: (text) => {
      if (error.textContent !== text) {
        error.textContent = text;
      }
      if (text) {
        input.setAttribute('aria-invalid', 'true');
      } else {
        input.removeAttribute('aria-invalid');
      }
    },
  };
}

/** As long as the secret and as wrong, where it could be wrong: blank, too long, or with control characters in it. */
function standIn(secret) {
  return secret?.replace(/[^\s\p{C}]/gu, 'x');
}

function foundBy({ selection, notChecked }) {
  const credentials = notChecked.includes('CREDENTIALS') ? ' PingOne checks the secrets when it gets them.' : '';
  switch (selection.outcome) {
    case 'SELECTED':
      return `No objections. Messages would be sent from ${nameOf(selection.number)}.${credentials}`;
    case 'CHOICE_REQUIRED':
      return `No objections. The account has several numbers: you choose afterwards, or here.${credentials}`;
    case 'NOTHING_SELECTABLE':
      return `No objections, but the account has no number that could be selected.${credentials}`;
    default:
      return `No objections so far. Which numbers the account has is known when PingOne has verified it.${credentials}`;
  }
}

function sandboxValues(fields, check) {
  return h(
    'section',
    { class: 'card', 'aria-labelledby': 'sandbox-values' },
    h('h2', { id: 'sandbox-values' }, 'Values of the sandbox'),
    h('p', {}, 'The sandbox takes any app and any secrets. These accounts show different things:'),
    h(
      'div',
      { class: 'actions' },
      SANDBOX_ACCOUNTS.map(([account, word]) =>
        h(
          'button',
          {
            type: 'button',
            on: {
              click: () => {
                fields.get('account').use(account);
                fields.get('app').use('263386889724299');
                fields.get('secret').use('any-app-secret');
                fields.get('access').use('any-user-access-token');
                fields.get('number').use('');
                announce('The form is filled in.');
                check();
              },
            },
          },
          word,
        ),
      ),
    ),
  );
}
