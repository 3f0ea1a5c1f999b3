// What was done, the newest first, and a way back to each state.
import { announce } from '../announcer.js';
import * as changes from '../changes.js';
import * as api from '../api.js';
import { confirm } from '../confirmation.js';
import { differences, parts } from '../differences.js';
import { fill, h } from '../dom.js';
import { environmentFrame, load } from '../frame.js';
import { loadPage, numberMember, sinceRevision } from '../history.js';
import { go, historyOf } from '../routes.js';
import { actionDone, ago, memberName, outcomeOf, time } from '../words.js';

export function historyView({ environment, signal }) {
  const { content, ...view } = environmentFrame(environment, 'history', 'History');
  load(content, signal, () => timeline(environment, signal));
  return view;
}

async function timeline(environment, signal) {
  const names = new Map();
  const entries = [];
  const list = h('ol', { class: 'timeline', reversed: true });
  const more = h('div', { class: 'actions' });
  const etag = await currentTag(environment, signal);

  async function page(cursor) {
    const loaded = await loadPage(environment, { cursor, signal, names });
    entries.push(...loaded.entries);
    // A number may be named only by an entry that comes later.
    fill(list, entries.map((entry) => item(entry, names, isCurrent(entry), () => restore(environment, entry, entries, names, etag))));
    fill(
      more,
      loaded.next &&
        h('button', { type: 'button', on: { click: () => page(loaded.next).then(announceLength) } }, 'Show earlier ones'),
    );
  }

  /** To restore what is set would change nothing. */
  function isCurrent({ revision }) {
    return etag === `"${revision}"`;
  }

  function announceLength() {
    announce(entries.length === 1 ? 'One entry' : `${entries.length} entries`);
  }

  await page();
  announceLength();
  return entries.length === 0 ? h('p', {}, 'Nothing has been done yet.') : [list, more];
}

async function currentTag(environment, signal) {
  const { headers } = await api.read(api.whatsApp(environment), { signal });
  return headers.get('ETag');
}

function item(entry, names, isCurrent, restoreIt) {
  const outcome = outcomeOf(entry);
  const when = h('time', { datetime: entry.endedAt }, time(entry.endedAt));
  return h(
    'li',
    { class: 'entry' },
    h(
      'article',
      { class: 'card', 'aria-label': `Revision ${entry.revision}: ${actionDone(entry.action)}` },
      h('h2', {}, actionDone(entry.action)),
      h(
        'p',
        { class: 'facts' },
        isCurrent && h('span', { class: 'badge plain' }, 'Set now'),
        entry.action !== 'OBSERVE' && h('span', { class: `badge ${outcome.kind}` }, outcome.word),
        h('span', { class: 'hint' }, `Revision ${entry.revision}, `, when, ` (${ago(entry.endedAt)})`),
      ),
      entry.actor?.clientId && h('p', { class: 'hint' }, 'By ', h('code', {}, entry.actor.clientId)),
      differences(entry, names),
      h('p', { class: 'hint' }, 'Correlation id: ', h('code', {}, entry.correlationId)),
      entry._links?.restore &&
        !isCurrent &&
        h(
          'button',
          { type: 'button', on: { click: restoreIt } },
          `Restore revision ${entry.revision}`,
        ),
    ),
  );
}

async function restore(environment, entry, entries, names, etag) {
  const outcome = await confirm({
    title: `Restore revision ${entry.revision}?`,
    rows: restored(sinceRevision(entries, entry.revision), names),
    notes: ['The app secret and the user access token are set as they were then, too.'],
    action: 'Restore',
    send: () =>
      changes.make(environment, `/history/${entry.revision}/restore`, {
        method: 'POST',
        precondition: changes.ifStill(etag),
      }),
    look: () => go(historyOf(environment)),
    explain: (problem) => (problem.status === 412 ? changes.whatChanged(environment, etag) : null),
  });
  if (outcome !== null) {
    changes.follow(environment, outcome);
  }
}

/** Of all that is different now, what restoring sets: account, app and number. */
function restored(net, names) {
  const rows = net
    .filter(({ member }) => member === 'whatsAppAccountBusinessId' || member === 'appId')
    .map(({ member, now, then }) => ({ label: memberName(member), before: now ?? 'none', after: then ?? 'none' }));
  const selected = net.map((change) => ({ ...change, number: numberMember(change) })).filter(({ number }) => number?.member === 'selected');
  const before = selected.find(({ now }) => now === 'true');
  const after = selected.find(({ then }) => then === 'true');
  if (before || after) {
    rows.push({
      label: 'Messages are sent from',
      before: parts(before?.number.key, names),
      after: parts(after?.number.key, names),
    });
  }
  return rows.length > 0
    ? rows
    : [{ label: 'Account and number', before: 'as they were then', after: 'the same' }];
}

