#include "tests/support/cliprocess.h"

#include <QElapsedTimer>
#include <QRegularExpression>

namespace hw::test {

namespace {

const QString program = QStringLiteral(HW_BIN_DIR "/headwater-cli");
constexpr int patience = 60000;

} // namespace

json::Value CliResult::json() const
{
    auto value = json::parse(out);
    return value ? std::move(*value) : json::Value();
}

Sandbox::Sandbox()
    : m_environment(QProcessEnvironment::systemEnvironment())
{
    m_environment.insert(QStringLiteral("HOME"), m_dir.path());
    m_environment.insert(QStringLiteral("XDG_CONFIG_HOME"), m_dir.filePath(QStringLiteral(".config")));
    m_environment.insert(QStringLiteral("XDG_DATA_HOME"), m_dir.filePath(QStringLiteral(".local")));
    m_environment.insert(QStringLiteral("XDG_CACHE_HOME"), m_dir.filePath(QStringLiteral(".cache")));
    m_environment.insert(QStringLiteral("NO_COLOR"), QStringLiteral("1"));
    m_environment.remove(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"));
    // The bus is also looked for there.
    m_environment.remove(QStringLiteral("XDG_RUNTIME_DIR"));
}

CliResult Sandbox::cli(const QStringList& arguments, const QByteArray& input) const
{
    QProcess process;
    process.setProcessEnvironment(m_environment);
    process.setWorkingDirectory(m_dir.path());
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    CliResult result;
    const bool ended = process.waitForFinished(patience);
    if (!ended)
        process.kill();
    result.out = process.readAllStandardOutput();
    result.err = process.readAllStandardError();
    if (ended && process.exitStatus() == QProcess::NormalExit)
        result.exitCode = process.exitCode();
    return result;
}

Serve::Serve(const Sandbox& sandbox, const QString& workspace, const QStringList& more)
{
    m_process.setProcessEnvironment(sandbox.environment());
    m_process.start(program, QStringList{QStringLiteral("serve"), QStringLiteral("--workspace"), workspace,
                                         QStringLiteral("--port"), QStringLiteral("0")} +
                                 more);
    static const QRegularExpression listening(QStringLiteral("listening https?://[^:]+:(\\d+)"));
    QByteArray seen;
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < patience && m_process.state() != QProcess::NotRunning) {
        if (!m_process.waitForReadyRead(200))
            continue;
        seen += m_process.readAllStandardOutput();
        const auto match = listening.match(QString::fromUtf8(seen));
        if (match.hasMatch()) {
            m_port = match.captured(1).toUShort();
            return;
        }
    }
}

Serve::~Serve()
{
    if (m_process.state() != QProcess::NotRunning) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

void Serve::kill9()
{
    m_process.kill();
    m_process.waitForFinished();
}

int Serve::terminate()
{
    m_process.terminate();
    return m_process.waitForFinished(patience) && m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode()
                                                                                                 : -1;
}

} // namespace hw::test
