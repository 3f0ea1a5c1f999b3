// Makes a change and goes where its result is seen.
import * as api from './api.js';
import { leaveNotice } from './announcer.js';
import { h } from './dom.js';
import { differences } from './differences.js';
import { nameParts, qualityBadge } from './numbers.js';
import { confirm } from './confirmation.js';
import { loadPage } from './history.js';
import * as operations from './operations.js';
import { go, numbersOf, operationOf } from './routes.js';

/** The precondition of a change of what was seen. */
export function ifStill(etag) {
  return etag ? { 'If-Match': etag } : {};
}

/**
 * Sends a change.
 *
 * @returns the operation when it is still to be made, else null and the settings
 */
export async function make(environment, rest, request) {
  const { status, document } = await api.change(api.whatsApp(environment, rest), request);
  if (status === 202) {
    operations.remember(environment, document.id);
    return { operation: document.id, settings: null };
  }
  return { operation: null, settings: document };
}

/** Goes to where a change is seen: on its way, or made. */
export function follow(environment, { operation, settings }) {
  if (operation !== null) {
    go(operationOf(environment, operation));
    return;
  }
  leaveNotice(...(selectedIn(settings) ? ['good', 'The change was made.'] : ['plain', 'The account is saved.']));
  go(numbersOf(environment));
}

/** The number that settings say is sent from. */
export function selectedIn(settings) {
  return (settings?.numbers ?? []).find((number) => number.selected === true);
}

/** Asks whether to send from a number, and has it done. */
export async function select(environment, { number, current, etag }) {
  const outcome = await confirm({
    title: 'Send from this number?',
    rows: [{ label: 'Messages are sent from', before: described(current), after: described(number) }],
    notes: notesOn(number),
    action: 'Send from this number',
    send: () =>
      make(environment, '/selectedNumber', {
        method: 'PUT',
        body: number.numberId ? { numberId: number.numberId } : { number: number.number },
        precondition: ifStill(etag),
      }),
    look: () => go(numbersOf(environment)),
    explain: (problem) => (problem.status === 412 ? whatChanged(environment, etag) : null),
  });
  if (outcome !== null) {
    follow(environment, outcome);
  }
}

/** What was changed after a revision, as far as the history tells. */
export function whatChanged(environment, etag) {
  const box = h('div', {}, h('p', { class: 'hint' }, 'Looking at what was changed …'));
  const since = Number.parseInt((etag ?? '').replaceAll('"', ''), 10);
  loadPage(environment)
    .then(({ entries, names }) => {
      const later = entries.filter(({ revision }) => revision > since);
      box.replaceChildren(
        h('h3', {}, 'What was changed since you looked'),
        ...(later.length > 0 ? later.map((entry) => differences(entry, names)) : [h('p', {}, 'The history does not tell.')]),
      );
    })
    .catch(() => box.replaceChildren());
  return box;
}

function described(number) {
  return number
    ? h('div', { class: 'named' }, nameParts(number), qualityBadge(number.qualityRating))
    : 'no number';
}

function notesOn(number) {
  return number.qualityRating === 'YELLOW' || number.qualityRating === 'RED'
    ? [`The quality of this number is ${number.qualityRating.toLowerCase()}. The gateway lets you choose it all the same.`]
    : [];
}
