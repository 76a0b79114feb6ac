import {expect, test} from 'vitest';
import {blankTender} from '../../src/tender/blank.ts';
import {LANGUAGES} from '../../src/tender/clause-set.ts';
import {isReviewed} from '../../src/tender/text/units.ts';
import {desk} from './samples.ts';

test.each(LANGUAGES)('the command that a blank tender in %s names next is one that does not refuse its texts', async (language) => {
  const {tenders, texts} = await desk();
  const source = await texts(language);
  const [profile] = tenders.profiles;
  if (profile === undefined) throw new Error('there is no profile');
  const {t} = blankTender({profile, jurisdiction: 'eu', language, texts: source, tenders});
  const reviewed = [...source.units.values()].every(({status}) => isReviewed(status));
  expect(t['next']).toMatch(reviewed ? /: mimcheck tender build tender\.yaml$/ : /: mimcheck tender build tender\.yaml --draft$/);
});
