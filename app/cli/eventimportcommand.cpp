#include "app/cli/eventimportcommand.h"

#include "app/cli/enginehost.h"
#include "app/cli/progressline.h"
#include "app/cli/workspaceaccess.h"
#include "core/base/ids.h"
#include "core/engine/importreader.h"
#include "core/store/reader.h"

#include <QCoreApplication>
#include <QFile>

namespace hw::cli {

namespace {

/// What is read ahead of the engine: so many events, and so many bytes of bodies, whichever is less.
constexpr int mostUnderWay = 64;
constexpr qsizetype mostBytesUnderWay = 64 * 1024 * 1024;
/// What the document names one by one, however large the file is.
constexpr size_t mostNamed = 10000;
constexpr int mostProblemsSaid = 20;

/// Reads events and gives them to the engine, a few at once, in order; ends the program.
class Importing final : public QObject
{
public:
    Importing(const Context& context, engine::Engine& engine, store::Reader reader, QFile& file, QString name,
              QString source)
        : m_context(context)
        , m_engine(engine)
        , m_reader(std::move(reader))
        , m_file(file)
        , m_name(std::move(name))
        , m_source(std::move(source))
        , m_import(file, context.clock()->now())
    {
        QMetaObject::invokeMethod(
            this, [this] { proceed(); }, Qt::QueuedConnection);
    }

private:
    void proceed()
    {
        while (!m_ended && m_underWay < mostUnderWay && (m_bytes < mostBytesUnderWay || m_underWay == 0)) {
            Result<std::optional<engine::ImportReader::Item>> item = m_import.next();
            if (!item && item.error().line == 0)
                return stop(item.error());
            if (!item) {
                problem(item.error());
            } else if (!*item) {
                m_ended = true;
            } else if (const Result<void> checked = complete((*item)->event); !checked) {
                if (m_imported + m_there + m_underWay + m_failed == 0)
                    return stop(checked.error()); // most likely all of the file is like that
                problem(checked.error().at({}, (*item)->line, 0));
            } else if (!(*item)->event.id.isEmpty() && isThere((*item)->event)) {
                ++m_there;
            } else {
                begin(std::move((*item)->event));
            }
        }
        m_progress.show(QStringLiteral("bytes read, %1 events").arg(m_imported + m_there), m_import.consumed(),
                        m_file.isSequential() ? -1 : m_file.size());
        if (m_ended && m_underWay == 0)
            finish();
    }

    /// What the file does not say, and whether it can be taken.
    Result<void> complete(Event& event) const
    {
        const workspace::Workspace& workspace = *m_engine.snapshot().workspace;
        if (!m_source.isEmpty())
            event.source = m_source;
        if (event.source.isEmpty())
            return Error{ErrorCode::InvalidArgument,
                         {QStringLiteral("--source"), QString(),
                          QStringLiteral("the key of a source: these requests name none")}};
        if (!workspace.source(event.source))
            return Error{ErrorCode::NotFound, {QStringLiteral("source"), event.source}};
        if (!workspace.environment(event.environment))
            event.environment = m_engine.snapshot().environment;
        if (!m_context.globals().environment.isEmpty())
            event.environment = m_context.globals().environment;
        return {};
    }

    bool isThere(const Event& event)
    {
        const auto stored = m_reader.event(event.id);
        return stored && stored->has_value() && (*stored)->event.id == event.id;
    }

    void begin(Event event)
    {
        if (event.id.isEmpty())
            event.id = ids::make(ids::event, event.receivedAt);
        engine::ProcessRequest request;
        request.source = event.source;
        request.environment = event.environment;
        // Looked at, not acted upon: an import is no sender. Process again makes them good.
        request.delivery = engine::Delivery::Plan;
        const qsizetype size = event.request.body.size();
        request.event = std::move(event);
        ++m_underWay;
        m_bytes += size;
        m_engine.process(std::move(request), this,
                         [this, size](const Result<engine::Processed>& record) { processed(record, size); });
    }

    void processed(const Result<engine::Processed>& record, qsizetype size)
    {
        --m_underWay;
        m_bytes -= size;
        if (!record) {
            // Nothing else can be stored either.
            if (!m_error)
                m_error = record.error();
            m_ended = true;
        } else {
            ++m_imported;
            if (m_ids.size() < mostNamed)
                m_ids.push_back(record->event.id);
            m_progress.clear();
            m_context.say(QStringLiteral("%1  %2  %3")
                              .arg(record->event.id, toString(record->run.status), record->run.eventType));
        }
        proceed();
    }

    void problem(const Error& error)
    {
        ++m_failed;
        const QString text = m_context.textOf(error.at(m_name, error.line, error.column));
        m_progress.clear();
        if (m_failed <= mostProblemsSaid)
            m_context.hint(text);
        else if (m_failed == mostProblemsSaid + 1)
            m_context.hint(QStringLiteral("More that cannot be read follow."));
        if (m_problems.size() < mostNamed)
            m_problems.push_back(json::Object{{QStringLiteral("line"), error.line}, {QStringLiteral("message"), text}});
    }

    void stop(const Error& error)
    {
        if (!m_error)
            m_error = error;
        m_ended = true;
        if (m_underWay == 0)
            finish();
    }

    void finish()
    {
        m_progress.clear();
        if (m_error) {
            if (m_imported > 0)
                m_context.hint(QStringLiteral("%1 were imported before that.").arg(m_imported));
            QCoreApplication::exit(m_context.fail(m_error->at(m_name, m_error->line, m_error->column)));
            return;
        }
        document(m_context, json::Object{{QStringLiteral("imported"), m_imported},
                                         {QStringLiteral("alreadyThere"), m_there},
                                         {QStringLiteral("failed"), m_failed},
                                         {QStringLiteral("events"), std::move(m_ids)},
                                         {QStringLiteral("problems"), std::move(m_problems)}});
        QString summary = QStringLiteral("%1 imported, %2 already there").arg(m_imported).arg(m_there);
        if (m_failed > 0)
            summary += QStringLiteral(", %1 could not be read").arg(m_failed);
        m_context.hint(summary + QStringLiteral(". Their actions are only planned; to carry them out: headwater-cli "
                                                "process ID…"));
        QCoreApplication::exit(m_failed > 0 ? exitFailed : exitDone);
    }

    const Context& m_context;
    engine::Engine& m_engine;
    store::Reader m_reader;
    QFile& m_file;
    const QString m_name; ///< of the file, for people
    const QString m_source;
    engine::ImportReader m_import;
    ProgressLine m_progress;
    std::optional<Error> m_error;
    json::Array m_ids;
    json::Array m_problems;
    qsizetype m_bytes = 0;
    qint64 m_imported = 0;
    qint64 m_there = 0;
    qint64 m_failed = 0;
    int m_underWay = 0;
    bool m_ended = false;
};

int importEvents(Context& context, const Arguments& arguments)
{
    QString name = arguments.positional.first();
    QFile file;
    bool opened = false;
    if (name == QLatin1String("-")) {
        name = QStringLiteral("standard input");
        opened = file.open(stdin, QIODevice::ReadOnly);
    } else {
        file.setFileName(name);
        opened = file.open(QIODevice::ReadOnly);
    }
    if (!opened)
        return context.fail(
            Error{file.exists() ? ErrorCode::IoError : ErrorCode::NotFound,
                  {file.exists() ? name : QStringLiteral("file"), file.exists() ? file.errorString() : name}});
    auto engine = openEngine(context, WantedOwnership::OwnOrJoin);
    if (!engine)
        return context.fail(engine.error());
    auto reader = store::Reader::open((*engine)->snapshot().workspace->databasePath());
    if (!reader)
        return context.fail(reader.error());
    Importing importing(context, **engine, std::move(*reader), file, name, arguments.value(u"source"));
    return QCoreApplication::exec();
}

} // namespace

Command eventImportCommand()
{
    return {
        {QStringLiteral("events"), QStringLiteral("import")},
        QStringLiteral("FILE"),
        QStringLiteral("take events from a file: an export, a raw request, HAR, a cURL command, JSON lines"),
        {{QStringLiteral("source"), QStringLiteral("K"),
          QStringLiteral("whose events they are (default: as the export says)")}},
        1,
        1,
        importEvents,
        QStringLiteral("They are run and stored; their actions are planned and not carried out. Exported events\n"
                       "keep their ids, bytes and times; those that are there already are passed over. What cannot\n"
                       "be read is named by its line, the rest is imported, and the exit status is 1. FILE may be\n"
                       "of any size; - is standard input.")};
}

} // namespace hw::cli
