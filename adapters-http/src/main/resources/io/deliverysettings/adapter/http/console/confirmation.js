// Asks before anything is changed, and shows what is now beside what will be.
import { fill, freshId, h } from './dom.js';
import { Problem } from './api.js';
import { problemBox } from './problem.js';

/**
 * Asks for a confirmation and sends when it is given. A problem is shown where it was confirmed.
 *
 * @param title what is asked
 * @param rows of what is different: a label, and elements or texts for before and after
 * @param notes what there is to know besides
 * @param action the word on the button
 * @param send makes the change
 * @param look shows what is set now; offered after a problem
 * @param explain adds to a problem that is shown, such as what somebody else has changed
 * @returns what `send` returned, or null when nothing was sent
 */
export function confirm({ title, rows, notes = [], action, send, look, explain = () => null }) {
  const heading = freshId('confirm');
  return new Promise((resolve) => {
    let outcome = null;
    const problem = h('div', {});
    const submit = h('button', { type: 'button', class: 'primary', on: { click: () => confirmed() } }, action);
    const cancel = h('button', { type: 'button', on: { click: () => dialog.close() } }, 'Cancel');
    const state = h('p', { class: 'hint', role: 'status' });
    const dialog = h(
      'dialog',
      {
        'aria-labelledby': heading,
        on: {
          // What is under way cannot be called back; to close the dialog would only hide what comes of it.
          cancel: (event) => submit.disabled && event.preventDefault(),
          close: () => {
            window.removeEventListener('hashchange', left);
            dialog.remove();
            resolve(outcome);
          },
        },
      },
      h('h2', { id: heading, tabindex: '-1' }, title),
      h('div', { class: 'comparison' }, rows.map(comparison)),
      notes.map((note) => h('p', { class: 'note' }, note)),
      problem,
      state,
      h('div', { class: 'actions' }, submit, cancel),
    );

    /** Whoever goes to another view does not mean to confirm. */
    function left() {
      if (!submit.disabled) {
        dialog.close();
      }
    }

    async function confirmed() {
      setBusy(true);
      fill(problem);
      state.textContent = 'Sending …';
      try {
        outcome = await send();
        dialog.close();
      } catch (failure) {
        if (!(failure instanceof Problem)) {
          throw failure;
        }
        show(failure);
      }
    }

    function show(failure) {
      setBusy(false);
      state.textContent = '';
      const canBeSentAgain = failure.isWithoutEffect && failure.status !== 412;
      submit.hidden = !canBeSentAgain;
      submit.textContent = 'Try again';
      cancel.textContent = canBeSentAgain ? 'Cancel' : 'Close';
      fill(
        problem,
        problemBox(
          failure,
          failure.isLost && h('p', {}, 'Whether the change was made is not known. It was not sent again.'),
          explain(failure),
          !canBeSentAgain &&
            h(
              'button',
              {
                type: 'button',
                on: {
                  click: () => {
                    dialog.close();
                    look();
                  },
                },
              },
              'Look at what is set now',
            ),
        ),
      );
    }

    function setBusy(isBusy) {
      submit.disabled = isBusy;
      cancel.disabled = isBusy;
    }

    window.addEventListener('hashchange', left);
    document.body.append(dialog);
    dialog.showModal();
    dialog.querySelector('h2').focus();
  });
}

function comparison({ label, before, after }) {
  return h(
    'div',
    { class: 'compared' },
    h('h3', {}, label),
    h('div', {}, h('span', { class: 'side' }, 'Now'), h('div', {}, before)),
    h('div', { class: 'after' }, h('span', { class: 'side' }, 'After'), h('div', {}, after)),
  );
}
