#include "tests/support/rawhttp.h"

#include <QMessageAuthenticationCode>
#include <QTcpSocket>

namespace hw::test {

Reply post(quint16 port, const QByteArray& target, const http::Headers& headers, const QByteArray& body)
{
    return send(port, "POST", target, headers, body);
}

Reply send(quint16 port, const QByteArray& method, const QByteArray& target, const http::Headers& headers,
           const QByteArray& body)
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    if (!socket.waitForConnected(5000))
        return {};
    QByteArray request =
        method + ' ' + target +
        " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: " + QByteArray::number(body.size()) +
        "\r\n";
    for (const http::Header& header : headers)
        request += header.name + ": " + header.value + "\r\n";
    socket.write(request + "\r\n" + body);
    QByteArray answer;
    while (socket.state() != QAbstractSocket::UnconnectedState) {
        if (!socket.waitForReadyRead(30000))
            break;
        answer += socket.readAll();
    }
    answer += socket.readAll();
    const qsizetype blank = answer.indexOf("\r\n\r\n");
    if (blank < 0)
        return {};
    return {answer.mid(9, 3).toInt(), answer.left(blank), answer.mid(blank + 4)};
}

QByteArray hmacHex(const QByteArray& key, const QByteArray& content)
{
    return QMessageAuthenticationCode::hash(content, key, QCryptographicHash::Sha256).toHex();
}

} // namespace hw::test
