// How an answer that is no success is shown: what happened in the gateway's words, what is at fault, and what can be done.
import { h } from './dom.js';
import { nameOf } from './numbers.js';
import { targetName } from './words.js';

const TITLES = {
  400: 'That was not accepted',
  401: 'You are not signed in any more',
  403: 'You may not do this here',
  404: 'There is no such thing here',
  409: 'Something else is being changed at the same time',
  412: 'Somebody else has changed the settings',
  429: 'Too many requests at once',
  502: 'PingOne’s answer could not be used',
  503: 'Not available right now',
  504: 'PingOne did not answer in time',
};

const MOVED_ON = 'Nothing was changed: the settings are not what you were shown any more.';

/** A heading for a problem. */
export function titleOf(problem) {
  if (problem.isLost) {
    return 'The connection was lost';
  }
  if (selectableIn(problem).length > 0) {
    return 'The number was not selected';
  }
  return TITLES[problem.status] ?? 'That did not work';
}

/** The numbers that the gateway offers instead of the one that it refused. */
export function selectableIn(problem) {
  return problem.details.flatMap((detail) => detail.innerError?.selectableNumbers ?? []);
}

/**
 * Shows a problem.
 *
 * @param more what can be done about it, below everything else
 */
export function problemBox(problem, ...more) {
  return h(
    'div',
    { class: 'notice bad', role: 'alert' },
    h('h2', {}, titleOf(problem)),
    h('p', {}, problem.status === 412 ? MOVED_ON : problem.message),
    problem.details.length > 0 && h('ul', {}, problem.details.map(detailLine)),
    problem.retryAfter !== null && h('p', {}, `Try again in ${problem.retryAfter} s.`),
    problem.correlationId && h('p', { class: 'hint' }, 'Correlation id: ', h('code', {}, problem.correlationId)),
    more,
  );
}

/** The numbers that can be selected, each with what selects it. */
export function offers(problem, choose) {
  const numbers = selectableIn(problem);
  return (
    numbers.length > 0 &&
    h(
      'ul',
      { class: 'offers', 'aria-label': 'Numbers that can be sent from' },
      numbers.map((number) =>
        h('li', {}, h('button', { type: 'button', on: { click: () => choose(number) } }, `Send from ${nameOf(number)}`)),
      ),
    )
  );
}

function detailLine(detail) {
  const name = targetName(detail.target);
  return h('li', {}, name && h('strong', {}, name, ': '), detail.message ?? detail.code ?? '');
}
