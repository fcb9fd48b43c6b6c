#include "core/script/program.h"

#include "core/base/encoding.h"
#include "core/script/wire.h"

#include <QCryptographicHash>

namespace hw::script {

namespace {

/// Rises with every change of the compiled text, its helpers or the serial form: older entries of the cache then count
/// as absent.
constexpr char compilerVersion[] = "headwater-script-10 babel-7.29.13";

constexpr quint32 magic = 0x48575031; // "HWP1"

void writeError(wire::Writer& out, const Error& error)
{
    out.bytes(codeName(error.code));
    out.texts(error.args);
    out.text(error.file);
    out.number<qint32>(error.line);
    out.number<qint32>(error.column);
}

Error readError(wire::Reader& in)
{
    Error error;
    error.code = codeFromName(in.view()).value_or(ErrorCode::Internal);
    error.args = in.texts();
    error.file = in.text();
    error.line = in.number<qint32>();
    error.column = in.number<qint32>();
    return error;
}

} // namespace

QByteArray programHash(const CompileRequest& request)
{
    wire::Writer all;
    all.bytes(compilerVersion);
    all.text(request.fileName);
    all.bytes(request.source);
    all.texts(request.expressions);
    if (request.mode != CompileRequest::Mode::Run)
        all.number(static_cast<quint8>(request.mode));
    return sha256Hex(all.buffer());
}

QByteArray serialize(const CompiledProgram& program)
{
    wire::Writer out;
    out.bytes(program.hash);
    out.text(program.fileName);
    out.bytes(program.code);
    out.number(static_cast<quint32>(program.lines.size()));
    for (const auto& place : program.lines) {
        out.number<qint32>(place.line);
        out.number<qint32>(place.column);
        out.number<qint32>(place.function);
    }
    out.texts(program.functions);
    out.texts(program.exports);
    out.texts(program.polyfills);
    out.number(static_cast<quint32>(program.warnings.size()));
    for (const auto& warning : program.warnings) {
        out.text(warning.code);
        out.text(warning.text);
        out.number<qint32>(warning.line);
        out.number<qint32>(warning.column);
    }
    out.flag(program.hasMain);
    out.number(static_cast<quint32>(program.expressionErrors.size()));
    for (const auto& error : program.expressionErrors) {
        out.flag(error.has_value());
        if (error)
            writeError(out, *error);
    }
    wire::Writer whole;
    whole.number(magic);
    whole.bytes(QCryptographicHash::hash(out.buffer(), QCryptographicHash::Sha256));
    whole.bytes(out.buffer());
    return whole.buffer();
}

std::optional<CompiledProgram> deserialize(QByteArrayView bytes)
{
    wire::Reader whole(bytes);
    if (whole.number<quint32>() != magic)
        return std::nullopt;
    const auto checksum = whole.bytes();
    const auto content = whole.view();
    if (!whole.ok() || QCryptographicHash::hash(content, QCryptographicHash::Sha256) != checksum)
        return std::nullopt;

    wire::Reader in(content);
    CompiledProgram program;
    program.hash = in.bytes();
    program.fileName = in.text();
    program.code = in.bytes();
    for (auto left = in.count(12); left > 0 && in.ok(); --left) {
        const auto line = in.number<qint32>();
        const auto column = in.number<qint32>();
        program.lines.push_back({line, column, in.number<qint32>()});
    }
    program.functions = in.texts();
    program.exports = in.texts();
    program.polyfills = in.texts();
    for (auto left = in.count(); left > 0 && in.ok(); --left) {
        Warning warning;
        warning.code = in.text();
        warning.text = in.text();
        warning.line = in.number<qint32>();
        warning.column = in.number<qint32>();
        program.warnings.push_back(std::move(warning));
    }
    program.hasMain = in.flag();
    for (auto left = in.count(); left > 0 && in.ok(); --left) {
        if (in.flag())
            program.expressionErrors.emplace_back(readError(in));
        else
            program.expressionErrors.emplace_back(std::nullopt);
    }
    if (!in.ok() || !in.atEnd())
        return std::nullopt;
    return program;
}

} // namespace hw::script
