#include "tests/support/ordersworkspace.h"

#include "tests/support/rawhttp.h"

#include <QFile>
#include <QRandomGenerator>

namespace hw::test {

namespace {

const QByteArray secret = "a-made-up-secret-for-tests";

const QByteArray mappings = R"({"format":1,"mappings":[
{"eventType":"order.placed","action":"workflows_trigger","parameters":{
  "key":{"value":"welcome"},"recipients":{"path":"body.user"}}}]}
)";

} // namespace

OrdersWorkspace::OrdersWorkspace(Sandbox& sandbox, QString root)
    : m_sandbox(sandbox)
    , m_root(std::move(root))
{
    sandbox.setVariable(QStringLiteral("HEADWATER_SECRET_ORDERS_SIGNING_SECRET"), QString::fromLatin1(secret));
    m_valid = sandbox.cli({QStringLiteral("init"), m_root}).exitCode == 0 &&
              cli({QStringLiteral("source"), QStringLiteral("add"), QStringLiteral("custom"), QStringLiteral("--key"),
                   QStringLiteral("orders")})
                      .exitCode == 0 &&
              write(QStringLiteral("sources/orders/mappings.json"), mappings);
}

CliResult OrdersWorkspace::cli(const QStringList& arguments) const
{
    return m_sandbox.cli(QStringList{QStringLiteral("--workspace"), m_root} + arguments);
}

json::Value OrdersWorkspace::cliJson(const QStringList& arguments) const
{
    return cli(QStringList{QStringLiteral("--json")} + arguments).json();
}

bool OrdersWorkspace::addScripted(const QString& key, const QByteArray& script) const
{
    return cli({QStringLiteral("source"), QStringLiteral("add"), QStringLiteral("custom"), QStringLiteral("--key"),
                key})
                   .exitCode == 0 &&
           cli({QStringLiteral("source"), QStringLiteral("set"), key, QStringLiteral("signing.secrets=")}).exitCode ==
               0 &&
           write(QStringLiteral("sources/%1/script.js").arg(key), script) &&
           write(QStringLiteral("sources/%1/mappings.json").arg(key), mappings);
}

QByteArray OrdersWorkspace::body(int user, qsizetype padding)
{
    QByteArray noise(padding / 2, Qt::Uninitialized);
    for (char& byte : noise)
        byte = static_cast<char>(QRandomGenerator::global()->bounded(256));
    // Spaces and key order that no serializer would make again.
    return "{ \"type\":\"order.placed\",\n \"user\": \"u" + QByteArray::number(user) + "\" , \"a\":\"" + noise.toHex() +
           "\" }\n";
}

http::Headers OrdersWorkspace::headers(const QByteArray& body)
{
    return {{"Content-Type", "application/json"}, {"X-Webhook-Signature", "sha256=" + hmacHex(secret, body)}};
}

bool OrdersWorkspace::write(const QString& name, const QByteArray& content) const
{
    QFile file(m_root + u'/' + name);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

} // namespace hw::test
