/** The scanner asks for Electron's releases, and without an answer it sometimes ends before its report: here it asks nobody. */
const { Socket } = require('node:net');

Socket.prototype.connect = function connect() {
  process.nextTick(() => this.destroy(Object.assign(new Error('offline'), { code: 'EOFFLINE' })));
  return this;
};
