/** The page of the Java server for a path that it does not know. */
export function unknownPathPage(method: string, path: string): { status: number; html: string } {
  const status = method === "GET" ? 404 : 405;
  const message = status === 404 ? "Not Found" : `HTTP method ${method} is not supported by this URL`;
  const uri = path.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return {
    status,
    html: `<html>
<head>
<meta http-equiv="Content-Type" content="text/html;charset=ISO-8859-1"/>
<title>Error ${status} ${message}</title>
</head>
<body><h2>HTTP ERROR ${status} ${message}</h2>
<table>
<tr><th>URI:</th><td>${uri}</td></tr>
<tr><th>STATUS:</th><td>${status}</td></tr>
<tr><th>MESSAGE:</th><td>${message}</td></tr>
</table>
</body>
</html>
`,
  };
}

/** A page as a proxy in front of a provider shows it when the provider is down. */
export const BAD_GATEWAY_PAGE = `<html>
<head><title>502 Bad Gateway</title></head>
<body><center><h1>502 Bad Gateway</h1></center></body>
</html>
`;
