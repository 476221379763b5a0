/**
 * Preloaded into a child process that must not outlive its parent, however that one ends (SIGKILL too): the channel to it
 * closes, and the child ends as if it had been asked to.
 */
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
// The channel is listened to for its end alone and keeps nothing alive.
process.channel?.unref();
