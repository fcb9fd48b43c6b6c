#include "app/cli/eventimportcommand.h"
#include "app/cli/workspaceaccess.h"
#include "core/base/files.h"
#include "core/engine/eventexport.h"
#include "core/engine/processagain.h"
#include "core/http/httpfile.h"
#include "core/record/eventfile.h"
#include "core/store/eventedit.h"
#include "core/store/migrations.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSaveFile>

#include <algorithm>

namespace hw::cli {

namespace {

/// Rows a write transaction takes at once: the owner of the workspace waits no longer than for these.
constexpr size_t rowsPerWrite = 200;

Result<std::vector<qint64>> wantedSeqs(const Context& context, store::Reader& reader, const QString& text)
{
    const auto filter = parseFilter(context, text);
    if (!filter)
        return filter.error();
    return engine::seqsOf(reader, *filter);
}

bool isFilterError(const Error& error)
{
    return error.code == ErrorCode::ParseError && error.file.isEmpty();
}

int failReading(const Context& context, const Error& error)
{
    return isFilterError(error) ? failFilter(context, error) : context.fail(error);
}

/// One write transaction beside whoever owns the workspace.
Result<void> inTransaction(store::Database& database, const std::function<Result<void>()>& work)
{
    auto transaction = store::Transaction::begin(database);
    if (!transaction)
        return transaction.error();
    if (Result<void> done = work(); !done)
        return done;
    return transaction->commit();
}

Result<store::Database> openDatabase(const Context& context)
{
    const auto files = context.openFiles();
    if (!files)
        return files.error();
    return store::openStore((*files)->workspace().databasePath());
}

int pin(Context& context, const Arguments& arguments)
{
    auto reader = openReader(context);
    if (!reader)
        return context.fail(reader.error());
    auto database = openDatabase(context);
    if (!database)
        return context.fail(database.error());
    const store::Pinned pinned = arguments.has(u"off") ? store::Pinned::No : store::Pinned::Yes;
    json::Array ids;
    for (const QString& id : arguments.positional) {
        const auto stored = findEvent(*reader, id);
        if (!stored)
            return context.fail(stored.error());
        const Event& event = stored->event;
        const auto done = inTransaction(*database, [&] { return store::pinEvent(*database, event.seq, pinned); });
        if (!done)
            return context.fail(done.error());
        ids.push_back(event.id);
        context.say(QStringLiteral("%1 %2").arg(
            pinned == store::Pinned::Yes ? QStringLiteral("Pinned") : QStringLiteral("No longer pinned:"), event.id));
    }
    document(context, json::Object{{QStringLiteral("pinned"), pinned == store::Pinned::Yes},
                                   {QStringLiteral("events"), std::move(ids)}});
    return exitDone;
}

int remove(Context& context, const Arguments& arguments)
{
    const QString text = arguments.positional.join(u' ');
    auto reader = openReader(context);
    if (!reader)
        return context.fail(reader.error());
    const auto seqs = wantedSeqs(context, *reader, text);
    if (!seqs)
        return failReading(context, seqs.error());
    if (seqs->empty()) {
        context.hint(QStringLiteral("No events."));
        document(context, json::Object{{QStringLiteral("deleted"), 0}});
        return exitDone;
    }
    const QString what =
        QStringLiteral("%1 event%2").arg(seqs->size()).arg(seqs->size() == 1 ? QString() : QStringLiteral("s"));
    if (!arguments.has(u"yes") && !confirm(context, QStringLiteral("Delete %1 for good?").arg(what)))
        return context.failUsage(
            QStringLiteral("%1 would be deleted for good. Nothing was done. Confirm with --yes.").arg(what));
    auto database = openDatabase(context);
    if (!database)
        return context.fail(database.error());
    store::Deleted total;
    for (size_t from = 0; from < seqs->size(); from += rowsPerWrite) {
        const std::vector<qint64> part(seqs->begin() + static_cast<std::ptrdiff_t>(from),
                                       seqs->begin() +
                                           static_cast<std::ptrdiff_t>(std::min(seqs->size(), from + rowsPerWrite)));
        const auto done = inTransaction(*database, [&]() -> Result<void> {
            const auto deleted = store::deleteEvents(*database, part);
            if (!deleted)
                return deleted.error();
            total.events += deleted->events;
            total.pinned += deleted->pinned;
            total.unfinished += deleted->unfinished;
            return {};
        });
        if (!done)
            return context.fail(done.error());
    }
    document(context, json::Object{{QStringLiteral("deleted"), total.events},
                                   {QStringLiteral("keptPinned"), total.pinned},
                                   {QStringLiteral("keptUnfinished"), total.unfinished}});
    context.say(QStringLiteral("Deleted %1").arg(total.events));
    if (total.pinned > 0)
        context.hint(QStringLiteral("%1 kept: pinned").arg(total.pinned));
    if (total.unfinished > 0)
        context.hint(QStringLiteral("%1 kept: their deliveries are not finished").arg(total.unfinished));
    return exitDone;
}

/// Where an export goes: a file that appears when it is whole, or standard output.
class Output final
{
public:
    Result<void> open(const QString& path)
    {
        if (path.isEmpty()) {
            return m_stdout.open(stdout, QIODevice::WriteOnly)
                       ? Result<void>()
                       : Error{ErrorCode::IoError, {QStringLiteral("standard output"), m_stdout.errorString()}};
        }
        m_file = std::make_unique<QSaveFile>(path);
        if (!m_file->open(QIODevice::WriteOnly))
            return Error{ErrorCode::IoError, {path, m_file->errorString()}};
        return {};
    }

    [[nodiscard]] QIODevice& device() { return m_file ? static_cast<QIODevice&>(*m_file) : m_stdout; }

    Result<void> write(const QByteArray& bytes)
    {
        return device().write(bytes) == bytes.size() ? Result<void>() : failed();
    }

    Result<void> commit()
    {
        const bool done = m_file ? m_file->commit() : m_stdout.flush();
        return done ? Result<void>() : failed();
    }

private:
    [[nodiscard]] Error failed() const
    {
        return {ErrorCode::IoError,
                {m_file ? m_file->fileName() : QStringLiteral("standard output"),
                 m_file ? m_file->errorString() : m_stdout.errorString()}};
    }

    QFile m_stdout;
    std::unique_ptr<QSaveFile> m_file;
};

Result<qint64> exportHttp(store::Reader& reader, const std::vector<qint64>& seqs, const QString& to)
{
    const bool single = seqs.size() == 1 && !QDir(to).exists();
    if (!single && to.isEmpty())
        return Error{ErrorCode::InvalidArgument,
                     {QStringLiteral("--to"), QString(), QStringLiteral("a folder: a .http file holds one request")}};
    if (!single)
        return engine::writeRequests(reader, seqs, to);
    const auto stored = reader.eventBySeq(seqs.front());
    if (!stored)
        return stored.error();
    if (!*stored)
        return 0;
    Output output;
    if (auto opened = output.open(to); !opened)
        return opened.error();
    if (auto written = output.write(http::httpfile::serialize((*stored)->event.request)); !written)
        return written.error();
    const auto done = output.commit();
    return done ? Result<qint64>(1) : done.error();
}

Result<qint64> exportTogether(store::Reader& reader, const std::vector<qint64>& seqs, const QString& to, bool har,
                              const QString& origin)
{
    Output output;
    if (auto opened = output.open(to); !opened)
        return opened.error();
    const engine::EventExport how{har ? engine::EventFormat::Har : engine::EventFormat::JsonLines, origin,
                                  QCoreApplication::applicationVersion(), nullptr};
    const auto count = engine::writeEvents(reader, seqs, how, output.device());
    if (!count)
        return count;
    if (auto done = output.commit(); !done)
        return done.error();
    return count;
}

int exportEvents(Context& context, const Arguments& arguments)
{
    const QString format = arguments.value(u"format", QStringLiteral("jsonl"));
    if (!QStringList{QStringLiteral("http"), QStringLiteral("jsonl"), QStringLiteral("har")}.contains(format))
        return context.failUsage(QStringLiteral("--format is http, jsonl or har."));
    const auto files = context.openFiles();
    if (!files)
        return context.fail(files.error());
    auto reader = openReader(context);
    if (!reader)
        return context.fail(reader.error());
    const auto seqs = wantedSeqs(context, *reader, arguments.positional.join(u' '));
    if (!seqs)
        return failReading(context, seqs.error());
    const QString to = arguments.value(u"to");
    const workspace::LocalSettings& local = (*files)->workspace().local;
    const QString origin = QStringLiteral("http://%1:%2").arg(local.host).arg(local.port);
    const auto count = format == QLatin1String("http")
                           ? exportHttp(*reader, *seqs, to)
                           : exportTogether(*reader, *seqs, to, format == QLatin1String("har"), origin);
    if (!count)
        return context.fail(count.error());
    context.hint(QStringLiteral("%1 exported%2. The requests hold what the senders sent: signatures, tokens and "
                                "personal data included.")
                     .arg(*count)
                     .arg(to.isEmpty() ? QString() : QStringLiteral(" to ") + to));
    return exitDone;
}

} // namespace

std::vector<Command> eventFilesCommands()
{
    const auto group = QStringLiteral("events");
    return {{{group, QStringLiteral("pin")},
             QStringLiteral("ID…"),
             QStringLiteral("keep these events whatever their age"),
             {{QStringLiteral("off"), {}, QStringLiteral("no longer")}},
             1,
             -1,
             pin,
             {}},
            {{group, QStringLiteral("delete")},
             QStringLiteral("FILTER"),
             QStringLiteral("delete the events that match, for good; pinned ones stay"),
             {{QStringLiteral("yes"), {}, QStringLiteral("do not ask")}},
             1,
             -1,
             remove,
             {}},
            {{group, QStringLiteral("export")},
             QStringLiteral("[FILTER]"),
             QStringLiteral("write captured events to files that other programs read"),
             {{QStringLiteral("format"), QStringLiteral("http|jsonl|har"),
               QStringLiteral("raw requests, JSON lines (default) or HAR 1.2")},
              {QStringLiteral("to"), QStringLiteral("PATH"),
               QStringLiteral("a file (default: standard output); for several raw requests a folder")}},
             0,
             -1,
             exportEvents,
             {}},
            eventImportCommand()};
}

} // namespace hw::cli
