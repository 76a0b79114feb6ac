// mimcheck tender profiles: the worked tenders there are.

import {openTerminal, table} from '../../console.ts';
import {tenderDesk} from '../../tender.ts';

/** Lists the profiles. */
export async function tenderProfiles({json}: {readonly json: boolean}): Promise<number> {
  const terminal = openTerminal(json);
  const {tenders} = await tenderDesk();
  const rows = tenders.profiles.map(({id, title, summary, sources, releases, choices}) => {
    const count = (use: string): number => choices.filter((one) => one.use === use).length;
    return {id, title, summary, sources, releases, requirements: choices.length, gates: count('gate'), scored: count('scored'), information: count('information')};
  });
  if (json) terminal.print(JSON.stringify(rows, null, 2));
  else terminal.print(table([['profile', 'requirements', 'about'], ...rows.map(({id, gates, scored, information, summary}) => [id, `${gates} gates, ${scored} scored, ${information} for information`, summary])]));
  return 0;
}
