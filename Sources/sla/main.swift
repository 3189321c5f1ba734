import Commands

await SLA.run()
