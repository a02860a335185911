return await Auth0Flows.Engine.PowerShellEngine.RunAsync(args);
