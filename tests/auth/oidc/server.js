// An OAuth server that nobody of this project wrote, set up as Akiles describes its own: PKCE, a client secret in the
// form, refresh tokens that rotate, and a connection that ends when one of them comes twice. Beside it the one API
// answer that a connection asks for. Prints its port once it listens; ends with its standard input.
import { createServer } from "node:http";
import Provider from "oidc-provider";

const [redirectUri, clientId, clientSecret] = process.argv.slice(-3);
const server = createServer();
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
const { port } = server.address();

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [
    {
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uris: [redirectUri],
      grant_types: ["authorization_code", "refresh_token"],
      response_types: ["code"],
      token_endpoint_auth_method: "client_secret_post",
    },
  ],
  cookies: { keys: ["of this test"] },
  routes: { authorization: "/oauth2/auth", token: "/oauth2/token" },
  scopes: ["full_read_write", "offline"],
  pkce: { required: () => true },
  rotateRefreshToken: true,
  issueRefreshToken: async (_context, client, code) =>
    client.grantTypeAllowed("refresh_token") && code.scopes.has("offline"),
  ttl: { AccessToken: 3600, AuthorizationCode: 900, Grant: 86400, Interaction: 3600, RefreshToken: 86400, Session: 86400 },
});

const answer = provider.callback();
server.on("request", async (request, response) => {
  if (!request.url.startsWith("/v2/")) return answer(request, response);
  const token = (request.headers.authorization ?? "").replace("Bearer ", "");
  const known = await provider.AccessToken.find(token);
  response.writeHead(known ? 200 : 401, { "Content-Type": "application/json" });
  response.end(
    JSON.stringify(known ? { id: `org_${known.accountId}`, name: known.accountId } : { type: "unauthorized", message: "no" }),
  );
});
console.log(port);
process.stdin.resume().on("end", () => process.exit(0));
