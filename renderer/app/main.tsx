import { connectDesk } from './desk-client.ts';
import { start } from './start.tsx';

start(connectDesk(window));
