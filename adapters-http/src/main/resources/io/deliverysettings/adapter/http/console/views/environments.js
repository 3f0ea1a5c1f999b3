// The environments that the gateway knows, and a way to any other.
import * as api from '../api.js';
import { announce } from '../announcer.js';
import { fill, h } from '../dom.js';
import { frame, load } from '../frame.js';
import { nameParts, qualityBadge } from '../numbers.js';
import { Problem } from '../api.js';
import { go, numbersOf, setUpOf } from '../routes.js';
import { ago, time } from '../words.js';

/** The environment of PingOne's own example. */
const EXAMPLE = 'abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6';

export function environmentsView({ signal }) {
  const { content, element, ...view } = frame('Environments');
  load(content, signal, () => environments(signal));
  element.append(openAnother(signal));
  return { element, ...view };
}

async function environments(signal) {
  const list = h('ul', { class: 'environments' });
  const more = h('div', { class: 'actions' });
  let shown = 0;

  async function page(cursor) {
    const query = new URLSearchParams({ limit: 50, ...(cursor ? { cursor } : {}) });
    const { document } = await api.read(`environments?${query}`, { signal });
    const found = document._embedded.environments;
    list.append(...found.map(entry));
    shown += found.length;
    const next = document._links.next?.href;
    fill(more, next && showMore(new URL(next).searchParams.get('cursor')));
    return found;
  }

  function showMore(cursor) {
    return h(
      'button',
      {
        type: 'button',
        on: {
          click: async () => {
            const found = await page(cursor);
            announce(`${found.length} more environments`);
            list.children[shown - found.length]?.querySelector('a').focus();
          },
        },
      },
      'Show more',
    );
  }

  await page();
  announce(shown === 1 ? 'One environment' : `${shown} environments`);
  return [shown > 0 || more.childElementCount > 0 ? [list, more] : nothingYet()];
}

function nothingYet() {
  return h(
    'div',
    { class: 'card empty' },
    h('h2', {}, 'Nothing is set up yet'),
    h('p', {}, 'This gateway does not know of any environment that sends over WhatsApp.'),
    api.isSandbox()
      ? h('p', {}, h('a', { class: 'button primary', href: setUpOf(EXAMPLE) }, 'Set up an example environment'))
      : h('p', {}, 'Open one by its id below to set it up.'),
  );
}

function entry(environment) {
  const status = statusOf(environment);
  const number = environment.selectedNumber;
  return h(
    'li',
    { class: 'card environment' },
    h('h2', {}, h('a', { href: numbersOf(environment.id) }, h('code', {}, environment.id))),
    h('p', { class: `status ${status.kind}` }, status.word),
    h(
      'dl',
      {},
      h('dt', {}, 'Sends from'),
      h('dd', {}, number ? h('span', { class: 'named' }, nameParts(number), qualityBadge(number.qualityRating)) : 'no number'),
      h('dt', {}, 'Account'),
      h('dd', {}, h('code', {}, environment.whatsAppAccountBusinessId)),
      h('dt', {}, 'Confirmed'),
      h('dd', {}, h('time', { datetime: environment.confirmedAt, title: time(environment.confirmedAt) }, ago(environment.confirmedAt))),
      environment.openOperations > 0 && [
        h('dt', {}, 'Under way'),
        h('dd', {}, environment.openOperations === 1 ? 'one change' : `${environment.openOperations} changes`),
      ],
    ),
  );
}

/** The most pressing thing that there is to say about an environment. */
function statusOf({ selectedNumber, openOperations }) {
  if (!selectedNumber) {
    return { kind: 'fair', word: 'No number is selected' };
  }
  if (selectedNumber.available === false) {
    return { kind: 'bad', word: 'The number is not available' };
  }
  if (selectedNumber.qualityRating === 'RED') {
    return { kind: 'bad', word: 'The quality of the number is red' };
  }
  if (openOperations > 0) {
    return { kind: 'plain', word: 'A change is under way' };
  }
  if (selectedNumber.qualityRating === 'YELLOW') {
    return { kind: 'fair', word: 'The quality of the number is yellow' };
  }
  return { kind: 'good', word: 'In order' };
}

function openAnother(signal) {
  const input = h('input', {
    id: 'environment',
    type: 'text',
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-describedby': 'environment-hint environment-fault',
  });
  const fault = h('p', { id: 'environment-fault', class: 'error' });

  async function open(id) {
    try {
      await api.read(api.whatsApp(id), { signal });
    } catch (problem) {
      if (signal.aborted) {
        return;
      }
      if (!(problem instanceof Problem)) {
        throw problem;
      }
      if (problem.status === 400) {
        fault.textContent = problem.details[0]?.message ?? problem.message;
        input.setAttribute('aria-invalid', 'true');
        input.focus();
        return;
      }
      // Nothing is set there, or the view itself says what is wrong.
    }
    go(numbersOf(id.toLowerCase()));
  }

  return h(
    'section',
    { class: 'card', 'aria-labelledby': 'open-another' },
    h('h2', { id: 'open-another' }, 'Open an environment'),
    h(
      'form',
      {
        novalidate: true,
        on: {
          submit: (event) => {
            event.preventDefault();
            open(input.value.trim() || 'none');
          },
        },
      },
      h('label', { for: 'environment' }, 'Environment id'),
      input,
      h('p', { id: 'environment-hint', class: 'hint' }, `The id that PingOne shows, such as ${EXAMPLE}.`),
      fault,
      h('div', { class: 'actions' }, h('button', { type: 'submit' }, 'Open')),
    ),
  );
}
