#pragma once

#include "core/base/json.h"

#include <QByteArray>
#include <QProcess>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace hw::test {

struct CliResult
{
    int exitCode = -1; ///< -1 = it crashed or did not end in time
    QByteArray out;
    QByteArray err;

    /// Standard output as JSON; undefined where it is none.
    [[nodiscard]] json::Value json() const;
};

/// A home of its own for a test's processes: no keychain, no settings of the person who runs the tests.
class Sandbox
{
public:
    Sandbox();

    [[nodiscard]] QString path(const QString& name) const { return m_dir.filePath(name); }
    [[nodiscard]] const QProcessEnvironment& environment() const { return m_environment; }
    void setVariable(const QString& name, const QString& value) { m_environment.insert(name, value); }

    /// Runs headwater-cli and waits for its end.
    [[nodiscard]] CliResult cli(const QStringList& arguments, const QByteArray& input = {}) const;

private:
    QTemporaryDir m_dir;
    QProcessEnvironment m_environment;
};

/// A running `headwater-cli serve`.
class Serve
{
public:
    /// Starts it on a free port and waits until it accepts; port() is 0 where it did not.
    Serve(const Sandbox& sandbox, const QString& workspace, const QStringList& more = {});
    ~Serve();
    Q_DISABLE_COPY_MOVE(Serve)

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] qint64 pid() const { return m_process.processId(); }
    [[nodiscard]] QByteArray errors() { return m_process.readAllStandardError(); }

    void kill9();
    /// SIGTERM; gives the exit code.
    int terminate();

private:
    QProcess m_process;
    quint16 m_port = 0;
};

} // namespace hw::test
