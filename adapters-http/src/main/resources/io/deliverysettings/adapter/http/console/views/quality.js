// Each number's quality over time, from the history.
import * as api from '../api.js';
import { qualityChart } from '../chart.js';
import { h } from '../dom.js';
import { environmentFrame, load } from '../frame.js';
import { loadAll, qualities } from '../history.js';
import { nameOf, qualityBadge, qualityWord } from '../numbers.js';
import { time } from '../words.js';

export function qualityView({ environment, signal }) {
  const { content, ...view } = environmentFrame(environment, 'quality', 'Quality over time');
  load(content, signal, () => charts(environment, signal));
  return view;
}

async function charts(environment, signal) {
  const { entries, names, isComplete } = await loadAll(environment, { signal });
  const series = qualities(entries);
  const { document } = await api.read(api.whatsApp(environment, '/numbers'), { signal });
  const shown = new Map(document._embedded.numbers.map((number) => [number.numberId ?? number.number, number]));
  // Numbers of the account first, then those that it had.
  const keys = [...shown.keys(), ...[...series.keys()].filter((key) => !shown.has(key))];
  if (keys.length === 0) {
    return h('p', {}, 'The account has no numbers.');
  }
  const from = Date.parse(entries.at(-1)?.endedAt ?? new Date());
  return [
    h(
      'p',
      { class: 'hint' },
      'As the history tells: what the gateway has set, and what it found when PingOne was asked.',
      !isComplete && ' The history is longer than what is shown here.',
    ),
    h(
      'ul',
      { class: 'numbers' },
      keys.map((key) => {
        names.set(key, shown.get(key) ?? names.get(key) ?? { numberId: key });
        const ratings = series.get(key) ?? [{ rating: shown.get(key)?.qualityRating, since: null }];
        return card(names.get(key), ratings, from);
      }),
    ),
  ];
}

function card(number, ratings, from) {
  const last = ratings.at(-1);
  const name = nameOf(number);
  return h(
    'li',
    { class: 'card' },
    h('h2', {}, number.verifiedName ?? name),
    number.verifiedName && h('p', { class: 'digits' }, number.number ?? number.numberId),
    h('p', { class: 'facts' }, last.rating === undefined ? 'Not in the account any more' : qualityBadge(last.rating)),
    qualityChart(ratings, { from, to: Date.now(), label: sentence(name, ratings) }),
    h(
      'details',
      {},
      h('summary', {}, 'As a table'),
      h(
        'table',
        {},
        h('caption', { class: 'unseen' }, `Quality of ${name}`),
        h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Since'), h('th', { scope: 'col' }, 'Quality'))),
        h(
          'tbody',
          {},
          ratings.map(({ rating, since }) =>
            h(
              'tr',
              {},
              h('td', {}, since === null ? 'the beginning' : h('time', { datetime: since }, time(since))),
              h('td', {}, rating === undefined ? 'not in the account' : qualityWord(rating)),
            ),
          ),
        ),
      ),
    ),
  );
}

function sentence(name, ratings) {
  const steps = ratings.map(
    ({ rating, since }) =>
      `${rating === undefined ? 'not in the account' : qualityWord(rating)}${since === null ? '' : ` since ${time(since)}`}`,
  );
  return `Quality of ${name} over time: ${steps.join(', then ')}.`;
}
