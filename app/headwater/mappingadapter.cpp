#include "app/headwater/mappingadapter.h"

#include "core/engine/engine.h"
#include "core/store/readthread.h"
#include "ui/models/errortext.h"

namespace hw::app {

namespace {

class Source final : public models::MappingSource
{
public:
    Source(engine::Engine& engine, store::ReadThread& reader)
        : m_engine(engine)
        , m_reader(reader)
    {
        connect(&reader, &store::ReadThread::typeCountsReady, this, &models::MappingSource::typesReady);
        connect(&reader, &store::ReadThread::latestReady, this, &models::MappingSource::eventsReady);
        connect(&reader, &store::ReadThread::failed, this, &models::MappingSource::failed);
        connect(&reader, &store::ReadThread::changed, this, &models::MappingSource::changed);
    }

    void requestTypes(quint64 generation, const QString& source) override
    {
        m_reader.requestTypeCounts(generation, source);
    }

    void requestEvents(quint64 generation, const QString& source, const QString& type, int limit) override
    {
        m_reader.requestLatest(generation, source, type, limit);
    }

    void startSave(quint64 generation, const QString& source, const mapping::MappingFile& file,
                   workspace::OnConflict onConflict) override
    {
        const auto change = [source, file, onConflict](workspace::WorkspaceFiles& files) {
            return files.saveMappings(source, file, onConflict);
        };
        m_engine.edit(change, this,
                      [this, generation](const Result<void>& result) { Q_EMIT saved(generation, result); });
    }

    void startChangeTypes(const QString& source, const QStringList& more, const QStringList& less) override
    {
        const auto change = [source, more, less](workspace::WorkspaceFiles& files) -> Result<void> {
            const workspace::SourceState* state = files.workspace().source(source);
            if (!state)
                return Error{ErrorCode::NotFound, {QStringLiteral("source"), source}};
            workspace::Source changed = state->source;
            for (const QString& type : less)
                changed.eventTypes.removeAll(type);
            for (const QString& type : more) {
                if (!changed.eventTypes.contains(type))
                    changed.eventTypes.append(type);
            }
            return files.saveSource(changed);
        };
        m_engine.edit(change, this, [this](const Result<void>& result) { Q_EMIT typesSaved(result); });
    }

    void checkExpressions(const QStringList& expressions) override
    {
        script::CompileRequest request;
        request.expressions = expressions;
        m_engine.check(request, this, [this, expressions](const Result<script::Program>& program) {
            QStringList problems;
            if (program) {
                for (const std::optional<Error>& error : (*program)->expressionErrors)
                    problems.append(error ? problemOf(*error) : QString());
            }
            Q_EMIT expressionsChecked(expressions, problems);
        });
    }

private:
    static QString problemOf(const Error& error)
    {
        return error.code == ErrorCode::ScriptSyntax ? error.args.value(0)
                                                     : models::errorText(error, models::Audience::Window);
    }

    engine::Engine& m_engine;
    store::ReadThread& m_reader;
};

} // namespace

std::unique_ptr<models::MappingSource> mappingSourceOf(engine::Engine& engine, store::ReadThread& reader)
{
    return std::make_unique<Source>(engine, reader);
}

} // namespace hw::app
