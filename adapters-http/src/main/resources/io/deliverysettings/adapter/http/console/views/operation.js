// A change on its way: how far it is, and in the end what came of it.
import * as api from '../api.js';
import { announce } from '../announcer.js';
import { selectedIn } from '../changes.js';
import { pause } from '../connection.js';
import { fill, h, unseen } from '../dom.js';
import { frame } from '../frame.js';
import { nameOf, nameParts, qualityBadge } from '../numbers.js';
import * as operations from '../operations.js';
import { problemBox } from '../problem.js';
import { historyOf, home, numbersOf, setUpOf } from '../routes.js';
import { actionDoing, duration } from '../words.js';
import { resume } from './set-up.js';

const STEPS = [
  ['QUEUED', 'Accepted'],
  ['WAITING_FOR_TURN', 'Waits for its turn'],
  ['SENT', 'Is given to PingOne'],
  ['VERIFYING', 'PingOne verifies the account with Meta'],
  ['CONFIRMING', 'PingOne is asked what it holds now'],
  ['ENDED', 'Over'],
];
const WAIT_S = 3;
const BREATH_MS = 300;

export function operationView({ environment, operation: id, signal }) {
  const { content, heading, retitle, ...view } = frame(
    'Change under way',
    h(
      'nav',
      { 'aria-label': 'Where you are', class: 'trail' },
      h('a', { href: home }, 'Environments'),
      h('span', { 'aria-hidden': 'true' }, ' / '),
      h('a', { href: numbersOf(environment) }, h('code', {}, environment)),
    ),
  );
  fill(content, h('p', { class: 'loading' }, 'Loading …'));
  operations.remember(environment, id);
  watch().catch((failure) => {
    if (!signal.aborted) {
      if (!(failure instanceof api.Problem)) {
        throw failure;
      }
      operations.forget(id);
      fill(content, problemBox(failure, h('a', { class: 'button', href: numbersOf(environment) }, 'Look at what is set now')));
    }
  });
  return { heading, ...view };

  async function watch() {
    let progress = null;
    let stopClock = () => {};
    let steps = null;
    for (let seconds = 0; ; seconds = WAIT_S) {
      const operation = await operations.look(environment, id, { seconds, signal });
      if (operations.isOver(operation)) {
        stopClock();
        operations.forget(id);
        end(operation);
        return;
      }
      if (steps === null) {
        retitle(actionDoing(operation.action));
        steps = h('ol', { class: 'steps' });
        const elapsed = h('span', {});
        stopClock = tick(elapsed, Date.parse(operation.acceptedAt));
        fill(content, underWay(steps, elapsed));
      }
      if (operation.progress !== progress) {
        progress = operation.progress;
        fill(steps, STEPS.slice(0, -1).map(([name, words]) => step(name, words, progress)));
        announce(STEPS.find(([name]) => name === progress)?.[1] ?? progress);
      }
      await pause(BREATH_MS, signal);
    }
  }

  function tick(element, since) {
    const show = () => {
      element.textContent = duration(Date.now() - since);
    };
    const timer = setInterval(show, 1_000);
    const stop = () => clearInterval(timer);
    signal.addEventListener('abort', stop);
    show();
    return stop;
  }

  function underWay(steps, elapsed) {
    return h(
      'div',
      { class: 'card' },
      h('p', {}, 'PingOne can take minutes for this. It goes on without this page.'),
      steps,
      h('p', { class: 'hint' }, 'For ', elapsed, ' so far'),
      h(
        'div',
        { class: 'actions' },
        h('a', { class: 'button', href: numbersOf(environment) }, 'Go on in the background'),
      ),
    );
  }

  function end(operation) {
    const succeeded = operation.state === 'SUCCEEDED';
    retitle(`${actionDoing(operation.action)}: ${succeeded ? 'done' : 'not done'}`);
    fill(content, succeeded ? success(operation) : failure(operation));
    heading.focus();
  }

  function success({ result, acceptedAt, endedAt }) {
    const selected = selectedIn(result);
    announce(selected ? `Messages are sent from ${nameOf(selected)}.` : 'Now choose the number to send from.');
    return h(
      'div',
      { class: `notice ${selected ? 'good' : 'fair'}` },
      selected
        ? h('p', { class: 'named' }, 'Messages are sent from ', nameParts(selected), qualityBadge(selected.qualityRating))
        : h('p', {}, 'The account is saved. Now choose the number to send from.'),
      h('p', { class: 'hint' }, `It took ${duration(Date.parse(endedAt) - Date.parse(acceptedAt))}.`),
      h('div', { class: 'actions' }, h('a', { class: 'button primary', href: numbersOf(environment) }, 'To the numbers')),
    );
  }

  function failure({ status, error, action, correlationId }) {
    const problem = api.problemOf(status, error);
    problem.correlationId = correlationId;
    return problemBox(
      problem,
      h(
        'div',
        { class: 'actions' },
        h('a', { class: 'button primary', href: numbersOf(environment) }, 'Look at what is set now'),
        action === 'CONFIGURE' && h('a', { class: 'button', href: setUpOf(environment), on: { click: () => resume(environment) } }, 'Back to the form'),
        action === 'RESTORE' && h('a', { class: 'button', href: historyOf(environment) }, 'Back to the history'),
      ),
    );
  }
}

function step(name, words, progress) {
  const at = STEPS.findIndex(([known]) => known === progress);
  const own = STEPS.findIndex(([known]) => known === name);
  const state = own < at ? 'over' : own === at ? 'current' : 'coming';
  const said = { over: ' (done)', current: ' (now)', coming: ' (to come)' }[state];
  return h('li', { class: state, 'aria-current': state === 'current' ? 'step' : null }, words, unseen(said));
}
