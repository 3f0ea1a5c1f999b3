// One environment: its account, and its numbers with the verdict on each.
import * as api from '../api.js';
import { announce } from '../announcer.js';
import { select } from '../changes.js';
import { h } from '../dom.js';
import { environmentFrame, load } from '../frame.js';
import { availability, nameOf, nameParts, qualityBadge, verdict } from '../numbers.js';
import * as operations from '../operations.js';
import { qualityOf, setUpOf } from '../routes.js';
import { time } from '../words.js';

export function numbersView({ environment, signal }) {
  const { content, ...view } = environmentFrame(environment, 'numbers', 'Numbers');
  const again = () => load(content, signal, () => numbers(environment, signal, again, true));
  load(content, signal, () => numbers(environment, signal, again, false));
  return view;
}

async function numbers(environment, signal, again, isFresh) {
  let answer;
  try {
    answer = await api.read(api.whatsApp(environment), {
      signal,
      headers: isFresh ? { 'Cache-Control': 'no-cache' } : {},
    });
  } catch (problem) {
    if (problem.status === 404) {
      announce('Nothing is set up here.');
      return nothingHere(environment);
    }
    throw problem;
  }
  const { document: listed } = await api.read(api.whatsApp(environment, '/numbers'), { signal });
  const all = listed._embedded.numbers;
  const current = all.find((number) => number.selected);
  const etag = answer.headers.get('ETag');
  announce(all.length === 1 ? 'One number' : `${all.length} numbers`);
  return [
    summary(current, all),
    h(
      'ul',
      { class: 'numbers' },
      all.map((number) => card(number, () => select(environment, { number, current, etag }))),
    ),
    h('p', {}, h('a', { href: qualityOf(environment) }, 'How the quality of these numbers was over time')),
    account(answer, again),
  ];
}

function summary(current, all) {
  if (current) {
    return h(
      'p',
      { class: `summary ${current.available === false ? 'bad' : 'good'}` },
      'Messages are sent from ',
      nameParts(current),
      current.available === false ? ', which is not available right now.' : '.',
    );
  }
  return h(
    'p',
    { class: 'summary fair' },
    all.some((number) => number.selectable)
      ? 'No number is selected. Choose the one to send from.'
      : 'No number is selected, and the account has none that could be.',
  );
}

function card(number, choose) {
  return h(
    'li',
    { class: number.selected ? 'card number selected' : 'card number' },
    h('h2', {}, number.verifiedName ?? number.number ?? 'A number without a name'),
    h('p', { class: 'digits' }, number.number ?? ''),
    h(
      'p',
      { class: 'facts' },
      qualityBadge(number.qualityRating),
      h('span', { class: `badge ${number.available === false ? 'bad' : 'plain'}` }, availability(number)),
    ),
    number.numberId && h('p', { class: 'hint' }, 'Id ', h('code', {}, number.numberId)),
    verdict(number),
    number.selected
      ? h('p', { class: 'in-use' }, 'In use now')
      : number.selectable &&
          h(
            'button',
            { type: 'button', 'aria-label': `Send from this number: ${nameOf(number)}`, on: { click: choose } },
            'Send from this number',
          ),
  );
}

function account({ document, headers }, again) {
  return h(
    'section',
    { class: 'card account', 'aria-labelledby': 'account' },
    h('h2', { id: 'account' }, 'Account'),
    h(
      'dl',
      {},
      [
        ['Provider', document.provider],
        ['WhatsApp business account', document.whatsAppAccountBusinessId],
        ['Meta app', document.appId],
        ['Status', document.status],
        ['Created', document.createdAt && time(document.createdAt)],
        ['Changed', document.updatedAt && time(document.updatedAt)],
        ['Revision', (headers.get('ETag') ?? '').replaceAll('"', '')],
      ]
        .filter(([, value]) => value)
        .map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]),
    ),
    h('p', { class: 'hint' }, freshness(headers)),
    h('div', { class: 'actions' }, h('button', { type: 'button', on: { click: again } }, 'Ask PingOne again')),
  );
}

/** Where the answer comes from: the gateway gives what PingOne said a moment ago, and what is stored while PingOne is away. */
function freshness(headers) {
  const age = headers.get('Age');
  if ((headers.get('Cache-Status') ?? '').includes('upstream-unavailable')) {
    return `PingOne cannot be reached. This is what it last said, ${age} s ago.`;
  }
  return age === null || age === '0' ? 'PingOne has just said so.' : `PingOne said so ${age} s ago.`;
}

function nothingHere(environment) {
  if (operations.remembered().some((one) => one.environment === environment)) {
    return h(
      'div',
      { class: 'card empty' },
      h('h2', {}, 'The account is being set up'),
      h('p', {}, 'Its numbers are here when that is done.'),
    );
  }
  return h(
    'div',
    { class: 'card empty' },
    h('h2', {}, 'Nothing is set up here'),
    h('p', {}, 'This environment has no WhatsApp account to send from.'),
    h('p', {}, h('a', { class: 'button primary', href: setUpOf(environment) }, 'Set up WhatsApp')),
  );
}
