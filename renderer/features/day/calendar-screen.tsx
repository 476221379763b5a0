import { ScreenHeader } from '../../components/screen-header.tsx';

export function CalendarScreen() {
  return <ScreenHeader title="…" />;
}
