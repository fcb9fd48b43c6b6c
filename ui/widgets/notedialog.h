#pragma once

#include "ui/widgets/theme.h"

#include <QDialog>

class QPlainTextEdit;

namespace hw::widgets {

/// A remark about an event. accepted() when it is to be kept; opened by open(), deleted when closed.
class NoteDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NoteDialog)

public:
    NoteDialog(const Theme& theme, const QString& note, QWidget* parent);

    [[nodiscard]] QString note() const;

private:
    QPlainTextEdit* m_edit;
};

} // namespace hw::widgets
