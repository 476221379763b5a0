import { afterEach, describe, expect, test, vi } from 'vitest';
import { AccessTokens, accessTokenSeconds } from './access-tokens.ts';

const desk = { clientId: 'desk-1', clinicId: '11111111-1111-4111-8111-111111111111' };

describe('a desk’s token', () => {
  afterEach(() => void vi.useRealTimers());

  test('names the desk, the first time and from memory', async () => {
    const tokens = new AccessTokens('secret');
    const token = await tokens.forDesk(desk);
    expect(await tokens.desk(token, 'fhir')).toEqual(desk);
    expect(await tokens.desk(token, 'fhir')).toEqual(desk);
  });

  test('is over after a quarter of an hour, however often it was shown before', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const tokens = new AccessTokens('secret');
    const token = await tokens.forDesk(desk);
    expect(await tokens.desk(token, 'fhir')).toEqual(desk);
    vi.setSystemTime(Date.now() + accessTokenSeconds * 1000 - 1000);
    expect(await tokens.desk(token, 'fhir')).toEqual(desk);
    vi.setSystemTime(Date.now() + 1000);
    expect(await tokens.desk(token, 'fhir')).toBeNull();
  });

  test('does for nothing else, also when it is known', async () => {
    const tokens = new AccessTokens('secret');
    const token = await tokens.forDesk(desk);
    await tokens.desk(token, 'fhir');
    expect(await tokens.desk(token, 'websocket')).toBeNull();
    expect(await tokens.desk(`${token.slice(0, -4)}AAAA`, 'fhir')).toBeNull();
    expect(await new AccessTokens('another').desk(token, 'fhir')).toBeNull();
  });

  test('is remembered for ten thousand desks, and refused or known anew beyond', async () => {
    const tokens = new AccessTokens('secret');
    const first = await tokens.forDesk(desk);
    await tokens.desk(first, 'fhir');
    for (let n = 0; n < 10_001; n++) await tokens.desk(await tokens.forDesk({ ...desk, clientId: `desk-${n}` }), 'fhir');
    expect(await tokens.desk(first, 'fhir')).toEqual(desk);
  });
});
