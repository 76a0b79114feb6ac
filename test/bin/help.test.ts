import {describe, expect, it} from 'vitest';
import {mimcheck} from './command-line.ts';

const help = async (...command: readonly string[]): Promise<string> => (await mimcheck([...command, '--help'])).stdout;

/** Names of the commands that a help lists, behind what it was asked of. */
async function commandsIn(...within: readonly string[]): Promise<readonly (readonly string[])[]> {
  const start = ['mimcheck', ...within].join(' ');
  return (await help(...within)).split('\n').flatMap((line) => (line.startsWith(`  ${start} `) ? [[...within, line.slice(start.length + 3).split(' ')[0] ?? '']] : []));
}

const COMMANDS = (await Promise.all([commandsIn(), commandsIn('tender'), commandsIn('evidence')])).flat();

describe.concurrent('help', () => {
  it('knows the commands', () => expect(COMMANDS.map((words) => words.join(' '))).toEqual(expect.arrayContaining(['run', 'sandbox', 'tender build', 'evidence template'])));

  it.each(COMMANDS.map((command) => [command.join(' '), command] as const))('of %s says of every option what it is', async (_, command) => {
    const told = await help(...command);
    expect(told.split('\n').filter((line) => /^ {2,6}(--[\w-]+|[a-z]+)\s+\[/.test(line))).toEqual([]);
  });
});
