import {describe, expect, it} from 'vitest';
import {widthsOf} from '../../../reports/tender/widths.ts';

const TOTAL = 9_638;
/** An em at 9 points, in twentieths of a point; a letter of Arial takes about half of it. */
const HALF_AN_EM = 90;

describe('widths of the columns of a table', () => {
  it('fill the page exactly', () => {
    for (const rows of [[['a']], [['Norm', 'Titel'], ['x', 'y'.repeat(300)]], [Array.from({length: 20}, () => 'Mindestanforderung')]]) {
      expect(widthsOf(rows, TOTAL).reduce((sum, width) => sum + width, 0)).toBe(TOTAL);
    }
  });

  it('leave every word of a crowded table whole, those of the head too', () => {
    const rows = [
      ['Ziffer', 'Anforderung', 'Titel', 'Art', 'Lose', 'Zu erfüllen', 'Gewicht', 'Nachweis'],
      ['6.2.10', 'MIM0-9.0-C2-BP12', 'Daten in einem maschinenlesbaren Format', 'Mindestanforderung (A-Kriterium)', 'Alle Lose', 'mit dem Angebot, bei der Abnahme, im Betrieb, am Ende des Vertrags', '15', '4.10'],
    ];
    const widths = widthsOf(rows, TOTAL);
    const longest = ['Ziffer', 'Anforderung', 'maschinenlesbaren', 'Mindestanforderung', 'Lose', 'Abnahme,', 'Gewicht', 'Nachweis'];
    longest.forEach((word, index) => expect(widths[index], word).toBeGreaterThan(word.length * HALF_AN_EM));
  });

  it('leave a very long word whole', () => {
    const word = 'Koordinatenreferenzsysteme';
    const [, titles = 0] = widthsOf([['Ziffer', 'Titel', 'Art', 'Zu erfüllen', 'Nachweis'], ['6.2.1', `${word} sind genannt`, 'Mindestanforderung (A-Kriterium)', 'mit dem Angebot', '4.1']], TOTAL);
    expect(titles).toBeGreaterThan(word.length * HALF_AN_EM);
  });

  it('give a long text more room than a short one', () => {
    const [short = 0, long = 0] = widthsOf([['Art', 'Grund'], ['kurz', 'ein Wort nach dem anderen '.repeat(12)]], TOTAL);
    expect(long).toBeGreaterThan(2 * short);
  });

  it('let a fingerprint break before it takes the room of its neighbours', () => {
    const [name = 0, print = 0] = widthsOf([['Prüfreihe', 'Prüfsumme'], ['ngsi-ld-entity-create und noch einiges mehr', `sha256:${'0'.repeat(64)}`]], TOTAL);
    expect(name).toBeGreaterThan(print / 2);
  });
});
