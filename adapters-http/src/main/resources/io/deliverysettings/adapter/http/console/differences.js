// A difference between two states of the settings, for people: which number is sent from first, then everything else.
import { h, unseen } from './dom.js';
import { grouped } from './history.js';
import { nameOf, nameParts, qualityBadge } from './numbers.js';
import { memberName } from './words.js';

const FEW = 5;
const MAIN = ['whatsAppAccountBusinessId', 'appId'].map(memberName);

/** All that an entry of the history changed. */
export function differences(entry, names) {
  const rows = rowsOf(entry, names);
  if (rows.length === 0) {
    return h('p', { class: 'hint' }, 'Nothing is different.');
  }
  const few = rows.slice(0, FEW);
  const others = rows.slice(FEW);
  return h(
    'div',
    {},
    list(few),
    others.length > 0 && h('details', {}, h('summary', {}, `${others.length} more differences`), list(others)),
  );
}

/** The number that was sent from before an entry and after it; null when that is the same. */
function selection(entry, names) {
  let before;
  let after;
  for (const [key, members] of grouped(entry).numbers) {
    const change = members.get('selected');
    if (change?.before === 'true') {
      before = key;
    }
    if (change?.after === 'true') {
      after = key;
    }
  }
  return before === after ? null : { before: parts(before, names), after: parts(after, names) };
}

/** The number with this key, in one line. */
export function named(key, names) {
  return key === undefined ? 'no number' : nameOf(names.get(key) ?? { numberId: key });
}

/** The same for where it is read. */
export function parts(key, names) {
  return key === undefined ? 'no number' : nameParts(names.get(key) ?? { numberId: key });
}

function rowsOf(entry, names) {
  const { own, numbers } = grouped(entry);
  const chosen = selection(entry, names);
  const members = own.filter(({ member }) => member !== 'id').map(({ member, before, after }) => row(memberName(member), before, after));
  const isMain = ({ label }) => MAIN.includes(label);
  return [
    chosen && row('Sent from', chosen.before, chosen.after),
    members.filter(isMain),
    Object.entries(entry.secrets ?? {})
      .filter(([, state]) => state === 'changed')
      .map(([name]) => row(memberName(name), undefined, 'set anew')),
    [...numbers].map(([key, changes]) => numberRows(key, changes, names)),
    members.filter((one) => !isMain(one)),
  ]
    .flat(Infinity)
    .filter(Boolean);
}

function numberRows(key, members, names) {
  const name = named(key, names);
  const presence = members.get('selected');
  if (presence && presence.before === undefined) {
    return [row(name, undefined, shortly(members, 'after'))];
  }
  if (presence && presence.after === undefined) {
    return [row(name, shortly(members, 'before'), undefined)];
  }
  return [...members]
    .filter(([member]) => member !== 'selected')
    .map(([member, { before, after }]) =>
      member === 'qualityRating'
        ? row(`Quality of ${name}`, before && qualityBadge(before), after && qualityBadge(after))
        : row(`${memberName(member)}: ${name}`, value(member, before), value(member, after)),
    );
}

/** A number that came or went, with what matters of it. */
function shortly(members, side) {
  const rating = members.get('qualityRating')?.[side];
  const available = members.get('available')?.[side];
  return h(
    'span',
    { class: 'named' },
    qualityBadge(rating),
    available === 'false' && h('span', {}, 'not available'),
  );
}

function value(member, text) {
  return member === 'available' && text !== undefined ? (text === 'true' ? 'yes' : 'no') : text;
}

function row(label, before, after) {
  return { label, before, after };
}

function list(rows) {
  return h(
    'ul',
    { class: 'differences' },
    rows.map(({ label, before, after }) =>
      h(
        'li',
        {},
        h('span', { class: 'what' }, label),
        h(
          'span',
          { class: 'values' },
          before !== undefined && [
            h('span', {}, unseen('before: '), before),
            h('span', { 'aria-hidden': 'true' }, '→'),
          ],
          h('span', { class: 'now' }, unseen('after: '), after ?? 'removed'),
        ),
      ),
    ),
  );
}
