[description]
What Rivulet needs: web applications of Jakarta EE 11 with WebSocket, CDI and JSON Binding, and a graceful stop.

[environment]
ee11

[depend]
http
graceful
ee11-deploy
ee11-websocket-jakarta
ee11-annotations
ee11-cdi
ee11-plus
ee11-security

[xml]
etc/rivulet.xml
