import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../src/scenario/csv.js';
import { type Issue, loadScenario } from '../../src/scenario/index.js';
import { isNhsNumber, looksLikeName, privateHeading, privateText } from '../../src/scenario/privacy.js';
import { inputOf } from '../support/scenario.js';

const HEADER =
  'service,area,client_group,provider,hours,start_date,days_so_far,place,priority,double_handed,hard_to_place,in_hospital_since';
const SET = ['initial={snapshot: today.csv}'];
const FIXTURES = new URL('../fixtures/scenarios/', import.meta.url);

/** Issues of a snapshot over the small council, which begins on 2024-01-01 and has no reablement. */
function issuesOf(csv: string, set: readonly string[] = SET): readonly Issue[] {
  const read = (file: string) => (file === 'today.csv' ? csv : readFileSync(new URL(file, FIXTURES), 'utf8'));
  const loaded = loadScenario('small.yaml', { read, set });
  return loaded.ok ? [] : loaded.issues;
}

const rows = (...lines: string[]) => [HEADER, ...lines].join('\n');

describe('CSV with places', () => {
  it('knows the line and column of every cell, quotation marks, blank lines and foreign line ends among them', () => {
    expect(
      readCsv('\uFEFFa,"b ""c"", d"\r\n\r\n , \n1,"two\nlines",3').rows.map((row) =>
        row.map(({ text, line, column }) => [text, line, column]),
      ),
    ).toEqual([
      [
        ['a', 1, 1],
        ['b "c", d', 1, 3],
      ],
      [
        ['1', 4, 1],
        ['two\nlines', 4, 3],
        ['3', 5, 15],
      ],
    ]);
  });

  it('takes a quotation mark that ends before its cell as it stands', () => {
    expect(readCsv('a,"b"c,d\nd,5" pipe').rows.map((row) => row.map(({ text }) => text))).toEqual([
      ['a', '"b"c', 'd'],
      ['d', '5" pipe'],
    ]);
  });

  it('says where a quotation mark is not closed, and where a cell is endless', () => {
    expect(readCsv('a,b\nc,"d\ne,f').stopped).toMatchObject({ cell: { line: 2, column: 3 }, problem: { code: 'bad_data_file' } });
    expect(readCsv(`a,b\n"${'x'.repeat(9_000_000)}",c`).stopped).toMatchObject({ cell: { line: 2, column: 1 } });
    expect(readCsv(`a,b\nc,${'x'.repeat(9_000_000)}`).stopped).toMatchObject({ cell: { line: 2, column: 3 } });
    expect(readCsv(`a\n"${'x'.repeat(9000)}"`).stopped).toBeNull();
  });
});

describe('what identifies people', () => {
  it('NHS numbers, by their check digit', () => {
    // 943 476 5919: 9x10 + 4x9 + 3x8 + 4x7 + 7x6 + 6x5 + 5x4 + 9x3 + 1x2 = 299, 299 mod 11 = 2, 11 - 2 = 9
    expect(['9434765919', '943 476 5919', '943-476-5919'].map(isNhsNumber)).toEqual([true, true, true]);
    expect(['9434765918', '943476591', '94347659190', '10.5'].map(isNhsNumber)).toEqual([false, false, false, false]);
  });

  it.each([
    ['NR1 3DH', 'postcodes'],
    ['sw1a2aa', 'postcodes'],
    ['a.b@council.gov.uk', 'e-mail addresses'],
    ['QQ 12 34 56 C', null],
    ['AB 12 34 56 C', 'National Insurance numbers'],
    ['01603 222222', 'telephone numbers'],
    ['framework_north', null],
    ['NR1', null],
    ['2023-05-22', null],
    ['12.25', null],
  ])('%s', (text, what) => expect(privateText(text)).toBe(what));

  it.each([
    ['NHS No.', 'NHS numbers'],
    ['D.O.B.', 'dates of birth'],
    ['Date of birth', 'dates of birth'],
    ['Post Code', 'postcodes'],
    ['First name', 'names'],
    ['surname', 'names'],
    ['provider_name', null],
    ['days_so_far', null],
  ])('a column called %s', (heading, what) => expect(privateHeading(heading)).toBe(what));

  it('names', () => {
    expect(['Mary Smith', 'Smith, Mary', 'Mrs smith', 'Anne-Marie O’Neill'].map(looksLikeName)).toEqual([true, true, true, true]);
    expect(['town', 'Town', 'framework_north', 'home care'].map(looksLikeName)).toEqual([false, false, false, false]);
  });
});

describe('a snapshot file', () => {
  const sound = 'home_care,town,older,big,10.5,2023-10-02,,,,,,';

  it('is read row by row', () => {
    const csv = rows(
      sound,
      'waiting,moor,younger,,7,,12,home,community,yes,no,',
      'self_funders,town,older,,3.25,2023-12-01,,,,,,2023-12-28',
    );
    const { snapshot } = inputOf('small.yaml', { set: SET, files: { 'today.csv': csv } }).initial;
    expect(snapshot!.knowsHospital).toBe(true);
    expect(snapshot!.rows).toMatchObject([
      {
        service: 'home_care',
        area: 0,
        group: 0,
        providers: [0],
        hours: 10.5,
        days: 91,
        place: null,
        doubleHanded: null,
        inHospitalDays: null,
      },
      {
        service: 'waiting',
        area: 1,
        group: 1,
        providers: [],
        hours: 7,
        days: 12,
        place: 'home',
        priority: 'community',
        doubleHanded: true,
        hard: false,
      },
      { service: 'self_funders', hours: 3.25, days: 31, inHospitalDays: 4 },
    ]);
  });

  /** Each wrong row alone: its place, the column it is about, and what must be said. */
  it.each([
    ['service', 'home_cara,town,older,,10,2023-10-02,,,,,,', 'bad_data_file', 'home_care'],
    ['service', 'reablement,town,older,,10,2023-12-20,,,hospital,,,', 'bad_data_file', undefined],
    ['area', 'home_care,twon,older,,10,2023-10-02,,,,,,', 'bad_data_file', 'town'],
    ['area', 'home_care,Town,older,,10,2023-10-02,,,,,,', 'bad_data_file', 'town'],
    ['client_group', 'home_care,town,Older people,,10,2023-10-02,,,,,,', 'bad_data_file', 'older'],
    ['provider', 'home_care,town,older,bg,10,2023-10-02,,,,,,', 'bad_data_file', 'big'],
    ['provider', 'home_care,moor,older,big,10,2023-10-02,,,,,,', 'bad_data_file', undefined],
    ['provider', 'waiting,town,older,big,10,2023-10-02,,home,community,,,', 'bad_data_file', undefined],
    ['hours', 'home_care,town,older,,10.3,2023-10-02,,,,,,', 'bad_data_file', undefined],
    ['hours', 'home_care,town,older,,-3,2023-10-02,,,,,,', 'bad_data_file', undefined],
    ['hours', 'home_care,town,older,,,2023-10-02,,,,,,', 'bad_data_file', undefined],
    ['hours', 'home_care,town,older,,ten,2023-10-02,,,,,,', 'bad_data_file', undefined],
    ['start_date', 'home_care,town,older,,10,02/10/2023,,,,,,', 'bad_data_file', undefined],
    ['start_date', 'home_care,town,older,,10,2024-10-02,,,,,,', 'bad_data_file', undefined],
    ['start_date', 'home_care,town,older,,10,2023-10-02,4,,,,,', 'bad_data_file', undefined],
    ['start_date', 'home_care,town,older,,10,,,,,,,', 'bad_data_file', undefined],
    ['start_date', 'home_care,town,older,,10,2022-10-02,,,,,,', 'bad_data_file', undefined], // 456 days of a fixed 50 weeks
    ['days_so_far', 'home_care,town,older,,10,,350,,,,,', 'bad_data_file', undefined],
    ['days_so_far', 'waiting,town,older,,10,,x,home,community,,,', 'bad_data_file', undefined],
    ['place', 'waiting,town,older,,10,,3,hoem,community,,,', 'bad_data_file', 'home'],
    ['place', 'waiting,town,older,,10,,3,,community,,,', 'bad_data_file', undefined],
    ['priority', 'waiting,town,older,,10,,3,home,comunity,,,', 'bad_data_file', 'community'],
    ['double_handed', 'waiting,town,older,,10,,3,home,community,maybe,,', 'bad_data_file', undefined],
    ['in_hospital_since', 'home_care,town,older,,10,2023-10-02,,,,,,2023-12-01', 'bad_data_file', undefined], // held for 14 days
    ['in_hospital_since', 'home_care,town,older,,10,2023-12-30,,,,,,2023-12-28', 'bad_data_file', undefined],
    ['hours', 'home_care,town,older,,9434765919,2023-10-02,,,,,,', 'private_data', undefined],
    ['area', 'home_care,NR1 3DH,older,,10,2023-10-02,,,,,,', 'private_data', undefined],
    ['area', 'home_care,Mary Smith,older,,10,2023-10-02,,,,,,', 'private_data', undefined],
    ['double_handed', 'waiting,town,older,,10,,3,home,community,Mrs Smith,,', 'private_data', undefined],
  ])('%s of "%s" is refused', (column, line, code, nearest) => {
    const issues = issuesOf(rows(sound, line));
    const issue = issues.find((one) => one.code === code && one.path === `initial.snapshot[${column}]`);
    expect(issue, JSON.stringify(issues)).toMatchObject({ file: 'today.csv', line: 3 });
    expect(issue!.nearest).toBe(nearest);
    expect(issue!.hint ?? issue!.nearest).toBeTruthy();
    if (code === 'private_data') expect(JSON.stringify(issues)).not.toMatch(/9434765919|NR1|Mary|Mrs/);
  });

  it.each([
    ['name', 'Mary Smith'],
    ['NHS number', '943 476 5919'],
    ['ref', '9434765919'],
    ['Date of Birth', '04/07/1939'],
    ['dob2', '1939-07-04'],
    ['where', 'NR1 3DH'],
    ['who', 'Smith, Mary'],
  ])('a column %s is refused, and what is in it not repeated', (heading, content) => {
    const csv = [`${HEADER},${heading}`, `${sound},"${content}"`].join('\n');
    const issues = issuesOf(csv);
    expect(issues).toMatchObject([{ code: 'private_data', line: 1, column: HEADER.length + 2, path: `initial.snapshot[${heading}]` }]);
    expect(JSON.stringify(issues)).not.toContain(content);
  });

  it('dates of birth in the column of dates are refused', () => {
    const csv = rows(...['1931-02-03', '1944-05-06', '2023-07-08'].map((date) => `home_care,town,younger,,10,${date},,,,,,`));
    expect(issuesOf(csv)).toContainEqual(expect.objectContaining({ code: 'private_data', path: 'initial.snapshot[start_date]' }));
  });

  it('residents who moved in decades ago are no births, whatever the column before them says', () => {
    const places =
      'placements={residential: {name: Residential, beds: unlimited, stay: {exponential: {mean: 20 years}}, costPerWeek: £900, payer: council, giveUp: 0 per day}}';
    const moved = ['1979-03-01', '1984-06-01', '1991-06-01', '1998-06-01', '2001-06-01', '2005-06-01'];
    const csv = ['service,area,client_group,start_date', ...moved.map((date) => `residential,town,younger,${date}`)].join('\n');
    expect(issuesOf(csv, [...SET, places])).toEqual([]);
    const named = csv.replace('start_date', 'date_of_birth');
    expect(issuesOf(named, [...SET, places])).toContainEqual(
      expect.objectContaining({ code: 'private_data', path: 'initial.snapshot[date_of_birth]' }),
    );
  });

  it('dates are read day first where a whole column is, and its form is told of once where it is not', () => {
    const line = (date: string) => `home_care,town,older,,10,${date},,,,,,`;
    expect(issuesOf(rows(line('02/10/2023'), line('31/12/2023')))).toEqual([]);
    const mixed = issuesOf(rows(...Array.from({ length: 300 }, (_, i) => line(i % 3 === 0 ? '2023-10-02' : '02/10/2023'))));
    expect(mixed.map(({ line, path, found }) => [line, path, found])).toEqual([
      [3, 'initial.snapshot[start_date]', 'has dates with slashes in 200 of 300 rows, and others with hyphens'],
    ]);
  });

  it('tells every problem at once, the same one only once', () => {
    const wrong = (area: string, hours: string) => `home_care,${area},older,,${hours},2023-10-02,,,,,,`;
    const issues = issuesOf(rows(wrong('twon', '1'), wrong('twon', '2.1'), wrong('moorland', '3'), wrong('town', '4'), wrong('twon', 'x')));
    expect(issues.map(({ line, path, found }) => [line, path, found])).toEqual([
      [2, 'initial.snapshot[area]', 'is "twon" (in 3 rows)'],
      [3, 'initial.snapshot[hours]', 'is 2.1'],
      [4, 'initial.snapshot[area]', 'is "moorland"'],
      [6, 'initial.snapshot[hours]', 'is "x"'],
    ]);
  });

  it.each([
    ['no rows', HEADER, 'has no rows'],
    ['semicolons', `${HEADER.replaceAll(',', ';')}\n${sound.replaceAll(',', ';')}`, 'save the file with commas'],
    ['a column missing', 'service,area,hours\nhome_care,town,10', 'client_group'],
    ['a column twice', `${HEADER},hours\n${sound},3`, 'is a column twice'],
    ['a misspelt column', `${HEADER.replace('hours', 'huors')}\n${sound}`, '"nearest":"hours"'],
    ['a cell too many', rows(`${sound},`), 'must have 12'],
  ])('%s', (_, csv, words) => {
    const issues = issuesOf(csv);
    expect(issues.length).toBeGreaterThan(0);
    expect(JSON.stringify(issues)).toContain(words);
  });

  it('takes the place of counts, and says so', () => {
    const issues = issuesOf(rows(sound), ['initial.snapshot=today.csv']);
    expect(issues.map(({ path, code }) => [path, code])).toEqual([
      ['initial.homeCare', 'contradiction'],
      ['initial.waiting', 'contradiction'],
    ]);
  });

  it('is missed where it is not', () => {
    expect(issuesOf('', ['initial={snapshot: nowhere.csv}'])).toMatchObject([{ code: 'file_missing', path: 'initial.snapshot' }]);
  });
});
