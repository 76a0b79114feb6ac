// How a run looks while it goes on: one line that changes on a terminal, plain lines elsewhere.

import {counted} from '../src/how-many.ts';
import type {RunEvent} from '../src/run/events.ts';
import {harmless} from './console.ts';
import type {Terminal} from './console.ts';

/** A listener for a run's events that writes to stderr. */
export function showProgress(terminal: Terminal): (event: RunEvent) => void {
  let total = 0;
  let done = 0;
  let told = 0;
  let unmet = 0;
  const line = (text: string): void => {
    if (terminal.live) process.stderr.write(`\r\u001b[2K${text}`);
    else terminal.note(text);
  };
  const still = (text: string): void => {
    if (terminal.live) process.stderr.write('\r\u001b[2K');
    terminal.note(text);
  };
  return (event) => {
    if (event.kind === 'run-start') {
      total = event.cases;
      done = event.done;
      still(`${counted(total, 'case')}${done > 0 ? `, ${done} of them done before` : ''}`);
    } else if (event.kind === 'callback' && !event.reachable) still(harmless(`The callback address cannot be reached, so cases that need notifications are blocked: ${event.detail}`));
    // Of a case that we cut off ourselves nothing is known.
    else if (event.kind === 'case-end' && event.ended !== 'aborted') {
      done += 1;
      if (event.findings.length > 0) {
        unmet += 1;
        still(`  ✗ ${harmless(`${event.case}  ${event.findings[0]?.code ?? ''}`)}`);
      }
      if (event.ended === 'harness') still(`  ⚠ ${harmless(`${event.case}  ${(event.detail ?? '').split('\n')[0] ?? ''}`)}`);
      const percent = total === 0 ? 100 : Math.floor((done / total) * 100);
      if (terminal.live) line(`${bar(percent)} ${done}/${total}${unmet > 0 ? ` · ${unmet} not met` : ''} · ${harmless(event.case)}`);
      else if (percent >= told + 20) {
        told = percent - (percent % 20);
        line(`${done} of ${counted(total, 'case')} done${unmet > 0 ? `, ${unmet} not met` : ''}`);
      }
    } else if (event.kind === 'run-end' && terminal.live) process.stderr.write('\r\u001b[2K');
  };
}

function bar(percent: number): string {
  const filled = Math.round(percent / 5);
  return `${'█'.repeat(filled)}${'░'.repeat(20 - filled)}`;
}
