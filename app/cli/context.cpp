#include "app/cli/context.h"

#include "ui/models/errortext.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <cstdio>

namespace hw::cli {

namespace {

void put(FILE* stream, const QByteArray& bytes)
{
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stream);
    std::fflush(stream);
}

} // namespace

Context::Context(GlobalOptions globals)
    : m_globals(std::move(globals))
{
    if (m_globals.now)
        m_clock = std::make_shared<const FixedClock>(*m_globals.now);
    else
        m_clock = std::make_shared<const SystemClock>();
}

void Context::print(const json::Value& document) const
{
    put(stdout, json::write(document, json::Style::Indented));
}

void Context::printLine(const json::Value& line) const
{
    put(stdout, json::write(line) + '\n');
}

void JsonArrayPrinter::add(const json::Value& element)
{
    if (m_context.json())
        put(stdout, (m_isEmpty ? "[\n" : ",\n") + json::write(element));
    m_isEmpty = false;
}

void JsonArrayPrinter::end()
{
    if (m_context.json())
        put(stdout, m_isEmpty ? "[]\n" : "\n]\n");
}

void Context::say(const QString& line) const
{
    if (!m_globals.json)
        put(stdout, line.toUtf8() + '\n');
}

void Context::table(const QStringList& header, const std::vector<QStringList>& rows) const
{
    if (m_globals.json)
        return;
    const auto cellOf = [](const QStringList& row, size_t i) { // on one line, whatever was in an event
        return row.value(static_cast<qsizetype>(i)).replace(u'\n', u'⏎').remove(u'\r');
    };
    std::vector<qsizetype> widths;
    for (const QString& title : header)
        widths.push_back(title.size());
    for (const QStringList& row : rows) {
        for (size_t i = 0; i < widths.size(); ++i)
            widths[i] = std::max(widths[i], cellOf(row, i).size());
    }
    const auto line = [&](const QStringList& cells) -> QByteArray {
        QString text;
        for (size_t i = 0; i < widths.size(); ++i) {
            const QString cell = cellOf(cells, i);
            text += i + 1 < widths.size() ? cell.leftJustified(widths[i] + 2) : cell;
        }
        while (text.endsWith(QLatin1Char(' ')))
            text.chop(1);
        return text.toUtf8() + '\n';
    };
    QByteArray text = line(header);
    for (const QStringList& row : rows)
        text += line(row);
    put(stdout, text);
}

void Context::hint(const QString& line) const
{
    put(stderr, line.toUtf8() + '\n');
}

int Context::fail(const Error& error) const
{
    const QString text = textOf(error);
    if (m_globals.json) {
        json::Object details{
            {QStringLiteral("code"), QString::fromLatin1(codeName(error.code))},
            {QStringLiteral("message"), text},
            {QStringLiteral("file"), error.file.isEmpty() ? json::Value(nullptr) : json::Value(error.file)},
            {QStringLiteral("line"), error.line > 0 ? json::Value(error.line) : json::Value(nullptr)},
            {QStringLiteral("column"), error.column > 0 ? json::Value(error.column) : json::Value(nullptr)}};
        print(json::Object{{QStringLiteral("error"), details}});
    } else {
        hint(text);
    }
    return exitStatus(error.code);
}

QString Context::textOf(const Error& error) const
{
    return models::errorText(error, models::Audience::CommandLine);
}

int Context::failUsage(const QString& text) const
{
    if (m_globals.json)
        print(json::Object{{QStringLiteral("error"), json::Object{{QStringLiteral("code"), "usage"},
                                                                  {QStringLiteral("message"), text},
                                                                  {QStringLiteral("file"), nullptr},
                                                                  {QStringLiteral("line"), nullptr},
                                                                  {QStringLiteral("column"), nullptr}}}});
    else
        hint(text);
    return exitUsage;
}

QString Context::workspaceFolder() const
{
    if (!m_globals.workspace.isEmpty())
        return QDir(m_globals.workspace).absolutePath();
    const QString here = QDir::currentPath();
    return workspace::WorkspaceFiles::isWorkspace(here) ? here
                                                        : QDir::homePath() + QStringLiteral("/Headwater/default");
}

Result<std::unique_ptr<workspace::WorkspaceFiles>> Context::openFiles() const
{
    return workspace::WorkspaceFiles::open(workspaceFolder());
}

Result<QString> Context::environmentOf(const workspace::Workspace& workspace) const
{
    if (m_globals.environment.isEmpty())
        return workspace.activeEnvironment();
    if (!workspace.environment(m_globals.environment))
        return Error{ErrorCode::NotFound, {QStringLiteral("environment"), m_globals.environment}};
    return m_globals.environment;
}

catalog::Catalog Context::catalog() const
{
    return catalog::Catalog::load(catalog::Catalog::userFolder());
}

QByteArray Context::standardInput(Input input)
{
    QFile file;
    QByteArray bytes;
    if (file.open(stdin, QIODevice::ReadOnly))
        bytes = file.readAll();
    if (input == Input::WithoutFinalNewline) {
        if (bytes.endsWith('\n'))
            bytes.chop(1);
        if (bytes.endsWith('\r'))
            bytes.chop(1);
    }
    return bytes;
}

int exitStatus(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidArgument:
    case ErrorCode::NotFound:
    case ErrorCode::AlreadyExists:
    case ErrorCode::SchemeUnknown: return exitUsage;
    case ErrorCode::NotAWorkspace:
    case ErrorCode::WorkspaceTooNew:
    case ErrorCode::ParseError:
    case ErrorCode::IoError:
    case ErrorCode::StoreCorrupt:
    case ErrorCode::StoreTooNew:
    case ErrorCode::StoreOutdated:
    case ErrorCode::Conflict: return exitWorkspace;
    case ErrorCode::WorkspaceOwned:
    case ErrorCode::PortInUse:
    case ErrorCode::AddressNotAvailable:
    case ErrorCode::SecretMissing:
    case ErrorCode::SecretStoreLocked:
    case ErrorCode::SecretStoreBroken:
    case ErrorCode::SecretKeyWrong:
    case ErrorCode::StoreBusy:
    case ErrorCode::StoreFull:
    case ErrorCode::StoreReadOnly:
    case ErrorCode::ScriptHostFailed: return exitResource;
    default: return exitFailed;
    }
}

} // namespace hw::cli
