#pragma once

#include "ui/widgets/theme.h"

#include <QDialog>

class QLineEdit;

namespace hw::widgets {

/// Asks for one line of text. accepted() is the yes; opened by open(), deleted when closed.
class LineDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LineDialog)

public:
    struct Question
    {
        QString title;
        QString help;
        QString text; ///< that stands there at first
        QString button;
    };

    LineDialog(const Theme& theme, const Question& question, QWidget* parent);

    [[nodiscard]] QString text() const;

private:
    QLineEdit* m_edit;
};

} // namespace hw::widgets
