#pragma once

#include "core/http/message.h"
#include "tests/support/cliprocess.h"

#include <QByteArray>
#include <QString>

namespace hw::test {

/// A workspace with the source "orders", verified natively with a secret that the sandbox's variables hold, whose
/// requests trigger the workflow "welcome" for their user: what the store's tests from outside need.
class OrdersWorkspace final
{
public:
    /// Made in `root`; isValid() tells whether it worked.
    OrdersWorkspace(Sandbox& sandbox, QString root);

    [[nodiscard]] bool isValid() const { return m_valid; }
    [[nodiscard]] const QString& root() const { return m_root; }
    [[nodiscard]] QString dataFile(const QString& name) const { return m_root + QStringLiteral("/data/") + name; }
    [[nodiscard]] QString database() const { return dataFile(QStringLiteral("headwater.db")); }

    [[nodiscard]] CliResult cli(const QStringList& arguments) const;
    [[nodiscard]] json::Value cliJson(const QStringList& arguments) const;

    /// Adds a source beside "orders", with a script of its own.
    [[nodiscard]] bool addScripted(const QString& key, const QByteArray& script) const;

    /// A request's body for a user, with `padding` bytes that do not compress.
    [[nodiscard]] static QByteArray body(int user, qsizetype padding = 0);
    [[nodiscard]] static http::Headers headers(const QByteArray& body);

private:
    [[nodiscard]] bool write(const QString& name, const QByteArray& content) const;

    Sandbox& m_sandbox;
    QString m_root;
    bool m_valid = false;
};

} // namespace hw::test
