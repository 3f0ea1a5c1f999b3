// How a number is named and judged, wherever one is shown.
import { h, svg, unseen } from './dom.js';
import { remark } from './words.js';

/** Each known rating has a colour, a shape and a word, so that none of them is needed to know which it is. */
const QUALITIES = {
  GREEN: { word: 'Green', kind: 'good', path: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2z' },
  YELLOW: { word: 'Yellow', kind: 'fair', path: 'M8 2.2 14.6 13.5H1.4z' },
  RED: { word: 'Red', kind: 'bad', path: 'M3 3h10v10H3z' },
};
const OTHER = { kind: 'plain', path: 'M8 1.8 14.2 8 8 14.2 1.8 8z' };

/** Name and number in one line. */
export function nameOf(number) {
  const named = [number.verifiedName, number.number ?? number.numberId].filter(Boolean).join(', ');
  return named || 'a number without a name';
}

/** The same for where it is read: a number is never broken into two lines. */
export function nameParts(number) {
  const digits = number.number ?? number.numberId;
  return h(
    'span',
    { class: 'name' },
    number.verifiedName && h('strong', {}, number.verifiedName),
    number.verifiedName && digits && ' ',
    digits && h('span', { class: 'unbroken' }, digits),
    !number.verifiedName && !digits && 'a number without a name',
  );
}

/** The word for a rating; of an unknown one, the rating itself. */
export function qualityWord(rating) {
  return rating ? (QUALITIES[rating]?.word ?? rating) : 'not stated';
}

export function qualityKind(rating) {
  return (QUALITIES[rating] ?? OTHER).kind;
}

export function qualityMark(rating) {
  return svg(
    'svg',
    { viewBox: '0 0 16 16', width: 12, height: 12, 'aria-hidden': 'true' },
    svg('path', { d: (QUALITIES[rating] ?? OTHER).path, fill: 'currentColor' }),
  );
}

export function qualityBadge(rating) {
  return h(
    'span',
    { class: `badge ${qualityKind(rating)}` },
    qualityMark(rating),
    h('span', {}, unseen('Quality '), qualityWord(rating)),
  );
}

/** What is known of whether the account has the number. */
export function availability(number) {
  if (number.available === undefined) {
    return 'Availability not stated';
  }
  return number.available ? 'Available' : 'Not available';
}

/** Whether the number can be selected, and everything for and against it. */
export function verdict(number) {
  const reasons = number.reasons ?? [];
  const warnings = number.warnings ?? [];
  return h(
    'div',
    { class: 'verdict' },
    h(
      'p',
      { class: number.selectable ? 'can' : 'cannot' },
      number.selectable ? 'Can be sent from' : 'Cannot be sent from',
    ),
    (reasons.length > 0 || warnings.length > 0) &&
      h(
        'ul',
        {},
        reasons.map((code) => h('li', {}, remark(code))),
        warnings.map((code) => h('li', {}, 'Note: ', remark(code))),
      ),
  );
}
