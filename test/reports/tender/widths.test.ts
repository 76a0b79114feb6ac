import {describe, expect, it} from 'vitest';
import {columnsOf} from '../../../reports/tender/widths.ts';

const TOTAL = 9_638;
const widthsOf = (rows: readonly (readonly string[])[], total: number): readonly number[] => columnsOf(rows, total).map(({width}) => width);
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

  it('leave dates and ids on one line, and say so', () => {
    const rows = [['Law or framework', 'Applies from', 'Checked on'], ['Implementing Regulation on high-value datasets '.repeat(3), '18. September 2023', '22. November 2026'], ['Data Act', '9. Juni 2024', '22. November 2026']];
    const [law, from, checked] = columnsOf(rows);
    expect([law?.whole, from?.whole, checked?.whole]).toEqual([false, true, true]);
    for (const column of [from, checked]) expect(column?.width).toBeGreaterThan('22. November 2026'.length * HALF_AN_EM);
  });

  it('leave short words to wrap where the page is crowded', () => {
    const rows = [['Norm', 'Titel', 'Herausgeber', 'Einordnung', 'Wo sie zu lesen ist'], ['RFC 9110', 'HTTP Semantics', 'Open Geospatial Consortium', 'Offene Spezifikation, angeführt als ein anerkannter Weg', 'Kann kostenfrei gelesen werden. '.repeat(5)]];
    expect(columnsOf(rows).map(({whole}) => whole)).toEqual([true, false, false, false, false]);
  });

  it('give a fingerprint one line where there are two columns, and two where there are four', () => {
    const print = `sha256:${'0'.repeat(64)}`;
    const [, one = 0] = widthsOf([['What', 'Fingerprint'], ['Catalogue of requirements and tests', print]], TOTAL);
    const [, , , two = 0] = widthsOf([['Suite', 'Mechanism', 'Cases', 'Fingerprint'], ['ngsi-ld-entity-create', 'NGSI-LD API', '52', print]], TOTAL);
    expect(one).toBeGreaterThan(70 * HALF_AN_EM);
    expect(two).toBeGreaterThan(35 * HALF_AN_EM);
  });

  it('let a fingerprint break before it takes the room of its neighbours', () => {
    const [name = 0, print = 0] = widthsOf([['Prüfreihe', 'Prüfsumme'], ['ngsi-ld-entity-create und noch einiges mehr', `sha256:${'0'.repeat(64)}`]], TOTAL);
    expect(name).toBeGreaterThan(print / 2);
  });
});
