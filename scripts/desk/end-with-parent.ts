// Loaded into the web server, and into what it forks, before anything else: killed as it may be, `npm start` leaves nobody behind on its port.
process.on('disconnect', () => process.exit());
// The channel to `npm start` carries nothing and must not keep the server alive; one that Next.js has with its own child must.
if (process.ppid === Number(process.env['REDRIVE_STARTED_BY'])) process.channel?.unref();
