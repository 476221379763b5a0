/** R38: schedules of mobile units are few among many, and every search by place asks for them. */
export const mobileUnits = `
create index schedule_mobile on schedule (key) where row ? 'stops';
`;
