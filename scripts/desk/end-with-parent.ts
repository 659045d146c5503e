// Loaded into the web server before anything else: killed as it may be, `npm start` leaves nobody behind on its port.
process.on('disconnect', () => process.exit());
process.channel?.unref();
