// A number's quality over time as steps. The same is beside it as a table, for those who do not see the drawing.
import { svg } from './dom.js';
import { qualityKind, qualityWord } from './numbers.js';
import { day } from './words.js';

const WIDTH = 320;
const LEFT = 64;
const RIGHT = 12;
const TOP = 14;
const ROW = 26;
const AXIS = 20;
const ORDER = ['GREEN', 'YELLOW', 'RED'];

/**
 * Draws ratings.
 *
 * @param series ratings in the order of time; a `since` of null is before the history began
 * @param from where time begins, and `to` where it ends
 * @param label what the drawing says, in a sentence
 */
export function qualityChart(series, { from, to, label }) {
  const levels = levelsOf(series);
  const height = TOP + levels.length * ROW + AXIS;
  const span = Math.max(to - from, 1);
  const x = (instant) => LEFT + ((Math.max(instant, from) - from) / span) * (WIDTH - LEFT - RIGHT);
  const y = (rating) => TOP + levels.indexOf(rating) * ROW;
  const steps = series.map(({ rating, since }, i) => ({
    rating,
    start: x(since === null ? from : Date.parse(since)),
    end: x(i + 1 < series.length ? Date.parse(series[i + 1].since) : to),
    isFirst: since === null,
  }));
  return svg(
    'svg',
    { class: 'chart', viewBox: `0 0 ${WIDTH} ${height}`, width: WIDTH, height, role: 'img', 'aria-label': label },
    levels.map((rating) => [
      svg('line', { class: 'grid', x1: LEFT, x2: WIDTH - RIGHT, y1: y(rating), y2: y(rating) }),
      svg('text', { class: 'tick', x: LEFT - 8, y: y(rating) + 4, 'text-anchor': 'end' }, short(qualityWord(rating))),
    ]),
    steps.slice(1).map((step, i) => rise(steps[i], step, y)),
    steps.map((step) => stretch(step, y)),
    svg('text', { class: 'tick', x: LEFT, y: height - 4 }, day(from)),
    day(from) !== day(to) &&
      svg('text', { class: 'tick', x: WIDTH - RIGHT, y: height - 4, 'text-anchor': 'end' }, day(to)),
  );
}

function levelsOf(series) {
  const others = [...new Set(series.map(({ rating }) => rating))].filter((rating) => rating && !ORDER.includes(rating));
  return [...ORDER, ...others];
}

function stretch({ rating, start, end, isFirst }, y) {
  return (
    rating !== undefined && [
      svg('line', { class: `stretch ${qualityKind(rating)}`, x1: start, x2: Math.max(end, start + 1), y1: y(rating), y2: y(rating) }),
      !isFirst && svg('circle', { class: `dot ${qualityKind(rating)}`, cx: start, cy: y(rating), r: 4 }),
    ]
  );
}

function rise(before, after, y) {
  return (
    before.rating !== undefined &&
    after.rating !== undefined &&
    svg('line', { class: 'rise', x1: after.start, x2: after.start, y1: y(before.rating), y2: y(after.rating) })
  );
}

function short(word) {
  return word.length > 9 ? `${word.slice(0, 8)}…` : word;
}
